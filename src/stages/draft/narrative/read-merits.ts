import { z } from 'zod';
import type { Claim } from '../../../domain/analysis.ts';
import { Item } from './item.ts';
import type { OfferedQuote } from './offer.ts';
import type { Drafted } from './prose.ts';
import type { Scale } from './scale.ts';
import { entryOf, sectionOf } from './section.ts';
import { type Slot, weighItem } from './weigh-item.ts';

export const Merits = z.strictObject({ strengths: z.array(Item), limitations: z.array(Item) });

/** Strengths as cited fragments, limitations as cited or absent. */
export function readMerits(reply: z.infer<typeof Merits>, scale: Scale): Drafted {
  const listed = (items: readonly Item[], slot: (index: number) => Slot) =>
    items.map((item, index) => entryOf([weighItem(item, slot(index), scale)], ([claim]) => claim as Claim));
  const key = ({ text }: Claim) => text;
  const fragments = reply.strengths.map((item) => ({ ...item, text: item.text.trim().replace(/\.$/, '') }));
  return {
    strengths: sectionOf(
      listed(fragments, (index) => ({
        path: `strengths.${index}`,
        kinds: ['cited'],
        words: [2, 10],
        also: (_text, rests) => meritComplaints(rests, scale),
      })),
      { path: 'strengths', least: 3, most: 8, key },
    ),
    limitations: sectionOf(
      listed(reply.limitations, (index) => ({
        path: `limitations.${index}`,
        kinds: ['cited', 'absence'],
        words: [3, 30],
      })),
      { path: 'limitations', least: 2, most: 6, key },
    ),
  };
}

/** A limit, or a check that the documentation denies, is no strength. */
function meritComplaints(rests: readonly OfferedQuote[], { material }: Scale): string[] {
  const good = new Set(
    material.checks
      .filter(({ result }) => result.decision === 'met' || result.decision === 'partly')
      .map(({ check }) => check.id),
  );
  if (rests.length === 0 || rests.some(({ of }) => of.some((id) => good.has(id)))) return [];
  return ['It rests on no quote of a check that is met or partly: rest it on one, or leave it out.'];
}
