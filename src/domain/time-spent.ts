/** Something that a person did to a draft. */
export interface Act {
  person: string;
  at: string;
}

/** Whoever does nothing for so long has turned to something else. */
const longestPauseMinutes = 10;
/** Reading before a first act, and after a pause, leaves no trace; so much is counted for it. */
const firstMinutes = 1;

/**
 * The minutes that each person was at work on a draft, most first, to whole minutes: the time between their acts, pauses
 * left out. An estimate, and rather too low: reading leaves no trace.
 */
export function timeSpent(acts: readonly Act[]): { person: string; minutes: number }[] {
  const people = [...new Set(acts.map(({ person }) => person))];
  return people
    .map((person) => ({ person, minutes: minutesOf(acts.filter((act) => act.person === person)) }))
    .sort((a, b) => b.minutes - a.minutes || (a.person < b.person ? -1 : 1));
}

function minutesOf(acts: readonly Act[]): number {
  const times = acts.map(({ at }) => Date.parse(at) / 60_000).sort((a, b) => a - b);
  const minutes = times.reduce((sum, time, index) => {
    const since = index === 0 ? Number.POSITIVE_INFINITY : time - (times[index - 1] ?? time);
    return sum + (since > longestPauseMinutes ? firstMinutes : since);
  }, 0);
  return Math.max(1, Math.round(minutes));
}
