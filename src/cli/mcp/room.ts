/**
 * Characters of JSON in one answer, some 8,000 tokens: clients put answers into a model's context, where more than that
 * crowds out what it is asked.
 */
export const mostCharacters = 30_000;

/** How much of an answer's room is taken. */
export interface Room {
  /** Takes what a value needs as JSON, if it is there. */
  take(value: unknown): boolean;
}

/** The room that an answer has beside what it always says. */
export function roomFor(always: unknown): Room {
  let left = mostCharacters - JSON.stringify(always).length;
  return {
    take(value) {
      const needed = JSON.stringify(value).length + 1;
      if (needed > left) return false;
      left -= needed;
      return true;
    },
  };
}
