import type { Analysis, Citation } from '../domain/analysis.ts';
import { reach } from './surroundings.ts';
import { citationsOf } from './verify-analysis.ts';

/** A stretch of a stored text. */
export type StoredPlace = Pick<Citation, 'textDigest' | 'start' | 'end'>;

/** Which stretches of stored texts somebody may be shown. */
export interface Sight {
  /** Some of it. */
  touches(place: StoredPlace): boolean;
  /** All of it. */
  holds(place: StoredPlace): boolean;
}

/** What the page of an analysis shows everybody: its quotes and their surroundings. */
export function shownToStrangers(analysis: Analysis): Sight {
  const shown = new Map<string, { start: number; end: number }[]>();
  for (const { citation } of citationsOf(analysis)) {
    const { textDigest, start, end } = citation;
    shown.set(textDigest, [...(shown.get(textDigest) ?? []), { start: start - reach, end: end + reach }]);
  }
  const of = (textDigest: string) => shown.get(textDigest) ?? [];
  return {
    touches: ({ textDigest, start, end }) => of(textDigest).some((at) => at.start < end && start < at.end),
    holds: ({ textDigest, start, end }) => of(textDigest).some((at) => at.start <= start && end <= at.end),
  };
}
