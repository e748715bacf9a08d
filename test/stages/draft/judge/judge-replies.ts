import type { ModelQuestion } from '../../../../src/ports.ts';

/** What a double decides on one check; quotes by number, or by a few words that stand in them. */
export interface Decides {
  decision: string;
  rests: readonly (number | string)[];
  why?: string;
}

interface Sides {
  lower?: { text: string; rests: readonly (number | string)[] };
  higher?: { text: string; rests: readonly (number | string)[] };
}

/** The reply of a double to a judge question, in the shape asked for; checks that are not named get no evidence. */
export function judgeReply(
  question: Pick<ModelQuestion<unknown>, 'user'>,
  decides: Readonly<Record<string, Decides>>,
  sides: Sides = {},
) {
  const side = (said: Sides['lower']) => ({ text: said?.text ?? '', evidence: numbers(question, said?.rests ?? []) });
  return {
    checks: checkIdsIn(question).map((check) => {
      const { decision, rests, why } = decides[check] ?? { decision: 'no-evidence', rests: [] };
      return { check, evidence: numbers(question, rests), decision, why: why ?? '' };
    }),
    whyNotLower: side(sides.lower),
    whyNotHigher: side(sides.higher),
  };
}

/** The ids that a judge question asks for, as they are printed in it. */
export function checkIdsIn({ user }: Pick<ModelQuestion<unknown>, 'user'>): string[] {
  return (/^Decide each of these (?:six )?checks from the quotes .*, each once: (.+)$/m.exec(user)?.[1] ?? '').split(
    ', ',
  );
}

/** The printed quotes: number and text. */
export function quotesIn({ user }: Pick<ModelQuestion<unknown>, 'user'>): { number: number; text: string }[] {
  return [...user.matchAll(/^\[(\d+)\](?: \(.*?\))? ¦ (.*)$/gm)].map(([, number, text]) => ({
    number: Number(number),
    text: text ?? '',
  }));
}

function numbers(question: Pick<ModelQuestion<unknown>, 'user'>, rests: readonly (number | string)[]): number[] {
  return rests.flatMap((rest) =>
    typeof rest === 'number'
      ? [rest]
      : quotesIn(question).flatMap(({ number, text }) => (text.includes(rest) ? [number] : [])),
  );
}
