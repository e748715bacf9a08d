import type { Lane, Stance } from '../../domain/evidence.ts';
import { isWholeThought } from '../../domain/whole-thought.ts';
import { introducesPage } from './introduces-page.ts';
import type { ReadUnit } from './read-unit.ts';

/** A unit proposed as evidence for a check, before it has passed the quote gate. */
export interface Offer {
  check: string;
  unit: ReadUnit;
  stance: Stance;
  lane: Lane;
  /** Empty where it speaks to the check as a whole. */
  facet: string;
  hedged: boolean;
  found: string;
  score: number;
}

/** Best first; equals by place, so that no order of input shows. */
export function byWorth(a: Offer, b: Offer): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.unit.page.url !== b.unit.page.url) return a.unit.page.url < b.unit.page.url ? -1 : 1;
  return a.unit.start - b.unit.start || (a.found < b.found ? -1 : a.found > b.found ? 1 : 0);
}

/** What a kind of block is worth as evidence: a sentence says more than a cell, a cell more than a line of an example. */
const kindWorth = { prose: 3, item: 2.5, row: 2, code: 1 } as const;

/** The worth of a unit as such. Frequency plays no part. */
export function unitWorth({ phrase, passage, page }: ReadUnit): number {
  let worth: number = kindWorth[phrase.kind];
  const flags = new Set([...passage.flags, ...page.flags]);
  if (flags.has('marketing')) worth -= 2;
  if (flags.has('old-version')) worth -= 2;
  if (phrase.words.some((word) => phrase.ownName.has(word))) worth += 0.5;
  // Very short units say too little, very long ones bury what they say.
  if (phrase.words.length < 6) worth -= 0.7;
  if (phrase.words.length > 60) worth -= 0.7;
  // Of two sentences that show the same, the one that can be read alone is shown: as much as being on the topic adds.
  if (!isWholeThought(phrase.text, phrase.kind)) worth -= 0.8;
  if (introducesPage(phrase.text)) worth -= 0.8;
  return worth;
}
