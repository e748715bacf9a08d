import { type LeftOut, type LeftOutReason, leftOutReasons } from '../../domain/left-out.ts';

/** What was left out so far, by reason; each address counts once. */
export interface LeftOutList {
  note(reason: LeftOutReason, url: string): void;
  all(): LeftOut[];
}

/** Examples kept of each reason: enough to see what they have in common. */
const mostExamples = 3;
/** Addresses remembered so that they count once; a trap has more, and then an estimate does. */
const mostRemembered = 20_000;

export function leftOutList(): LeftOutList {
  const seen = new Set<string>();
  const found = new Map<LeftOutReason, LeftOut>();
  return {
    note(reason, url) {
      if (seen.has(url)) return;
      if (seen.size < mostRemembered) seen.add(url);
      const entry = found.get(reason) ?? { reason, count: 0, examples: [] };
      entry.count += 1;
      if (entry.examples.length < mostExamples) entry.examples.push(url.slice(0, 300));
      found.set(reason, entry);
    },
    all: () => leftOutReasons.flatMap((reason) => found.get(reason) ?? []),
  };
}
