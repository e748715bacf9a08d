import type { Passage } from '../../../domain/corpus.ts';
import { cutText } from '../../../domain/cut-text.ts';
import type { Refusal } from '../../../domain/evidence.ts';
import type { Check } from '../../../domain/rubric.ts';
import type { Gate } from '../gate-offers.ts';
import { type Offer, unitWorth } from '../offer.ts';
import type { ReadUnit } from '../read-unit.ts';
import { topicWorth } from '../topic-worth.ts';
import type { PagePart } from './page-part.ts';
import type { Proposed } from './read-harvest.ts';
import { readStance } from './read-stance.ts';
import { unitOfQuote } from './unit-of-quote.ts';

/** What a proposed quote is held against. */
export interface QuoteGround {
  checks: ReadonlyMap<string, Check>;
  unitsOf: (passage: Passage) => readonly ReadUnit[];
  gate: Gate;
}

/** `empty`: a true quote that states nothing of the product, such as a question. */
export type QuoteResult = { kind: 'offer'; offer: Offer } | { kind: 'refused' | 'empty'; refusal: Refusal };

/** Characters kept of a refused quote: enough to see what was meant. */
const refusalShown = 300;
/** As in the signal lane: what is reserved or denied is worth less than what is plainly said. */
const hedgedLoss = 2;
const againstLoss = 1;

/** What a proposed quote may be offered as: where code finds it, and with the stance that code reads. */
export async function quoteOffer(proposed: Proposed, part: PagePart, ground: QuoteGround): Promise<QuoteResult> {
  const refuse = (kind: 'refused' | 'empty', reason: string): QuoteResult => ({
    kind,
    refusal: { check: proposed.check, reason, text: cutText(proposed.quote, refusalShown) },
  });
  const placed = part[proposed.passage - 1];
  const check = ground.checks.get(proposed.check);
  // Readers of replies let nothing else through.
  if (placed === undefined || check === undefined) throw new Error('a quote names what was not offered');
  const found = unitOfQuote(placed, proposed.quote, ground.unitsOf(placed.passage));
  if (!found.ok) {
    // What does not stand in the page is the model's own words: they may be anything, and are kept nowhere but with its reply.
    return { kind: 'refused', refusal: { check: proposed.check, reason: found.reason, text: '' } };
  }
  const { unit } = found;
  const cited = await ground.gate.cite(unit);
  if (!cited.ok) return refuse('refused', cited.reason);
  const read = readStance(unit, check, proposed.stance);
  if (read === null) return refuse('empty', 'The quote asks, or leaves it to its reader; it states nothing.');
  const loss = (read.hedged ? hedgedLoss : 0) + (read.stance === 'supports' ? 0 : againstLoss);
  const score = unitWorth(unit) + topicWorth(unit, check) - loss;
  return { kind: 'offer', offer: { check: check.id, unit, lane: 'harvest', facet: '', found: '', score, ...read } };
}
