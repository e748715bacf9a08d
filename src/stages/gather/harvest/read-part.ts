import type { HarvestPart, Refusal } from '../../../domain/evidence.ts';
import { mayAnswerLater } from '../../../domain/may-answer-later.ts';
import type { ModelAnswer } from '../../../ports.ts';
import type { Offer } from '../offer.ts';
import type { PagePart } from './page-part.ts';
import { partSubject } from './part-subject.ts';
import { type QuoteGround, quoteOffer } from './quote-offer.ts';
import { type HarvestReply, pointsNowhere } from './read-harvest.ts';

/** What one part gave. */
export interface PartResult {
  part: HarvestPart;
  offers: readonly Offer[];
  refused: readonly Refusal[];
}

/** Above this share of refused quotes, and more than one, a reply is about something other than what it was given. */
const mostRefused = 0.3;

/** What of the answer on one part may stand: nothing of a reply of which too much points nowhere or is no quote. */
export async function readPart(
  part: PagePart,
  answer: ModelAnswer<HarvestReply>,
  ground: QuoteGround,
): Promise<PartResult> {
  const about = { subject: partSubject(part), urls: [...new Set(part.map(({ page }) => page.url))] };
  const nothing = { proposed: 0, refused: 0, dropped: 0, folded: 0, empty: 0 };
  if (answer.kind === 'none') {
    const outcome = answer.cause === 'capped' ? 'skipped' : 'unanswered';
    const later = mayAnswerLater(answer.cause) ? { later: true as const } : {};
    return { part: { ...about, outcome, reason: answer.reason, ...later, ...nothing }, offers: [], refused: [] };
  }
  const { quotes, proposed, dropped } = answer.value;
  const found: Offer[] = [];
  const refused: Refusal[] = [];
  let atGate = 0;
  let empty = 0;
  for (const quote of quotes) {
    const result = await quoteOffer(quote, part, ground);
    if (result.kind === 'offer') found.push(result.offer);
    else refused.push(result.refusal);
    if (result.kind === 'refused') atGate += 1;
    if (result.kind === 'empty') empty += 1;
  }
  const offers = found.filter((offer) => !isCrowded(offer, found));
  const inCrowd = found.length - offers.length;
  refused.push(
    ...found.flatMap((offer) => (offers.includes(offer) ? [] : [{ check: offer.check, reason: crowded, text: '' }])),
  );
  const reason = discardReason(answer.value, { atGate, inCrowd });
  const folded = proposed - dropped - quotes.length;
  const counts = { proposed, refused: atGate + inCrowd, dropped, folded, empty };
  if (reason !== '') return { part: { ...about, outcome: 'discarded', reason, ...counts }, offers: [], refused };
  return { part: { ...about, outcome: 'read', reason, ...counts }, offers, refused };
}

/**
 * Checks that one quote may be proposed for. Few sentences speak to three; one that is said to speak to more than five was
 * not read but obeyed, or the model is lost. Whatever words an order comes in, this keeps it from being evidence for all.
 */
const mostChecksAQuote = 5;
const crowded = `The model proposes one quote for more than ${mostChecksAQuote} checks; no sentence says so much.`;

/** By where the quotes stand, not by their wording: pieces of one sentence are all widened to the whole of it. */
function isCrowded({ unit }: Offer, all: readonly Offer[]): boolean {
  const beside = all.filter(
    ({ unit: other }) => other.page === unit.page && other.start < unit.end && other.end > unit.start,
  );
  return new Set(beside.map(({ check }) => check)).size > mostChecksAQuote;
}

/** Empty where the reply may be used. */
function discardReason(reply: HarvestReply, { atGate, inCrowd }: { atGate: number; inCrowd: number }): string {
  if (pointsNowhere(reply)) {
    return `The model named checks or passages that were not offered: ${reply.dropped} of ${reply.proposed}. None of its quotes is used.`;
  }
  if (inCrowd > reply.quotes.length * mostRefused) {
    return `The model proposed the same quotes for more than ${mostChecksAQuote} checks each: ${inCrowd} of ${reply.quotes.length}. None of its quotes is used.`;
  }
  if (atGate > 1 && atGate > reply.quotes.length * mostRefused) {
    return `The model gave quotes that do not stand in the passage named or may not be cited: ${atGate} of ${reply.quotes.length}. None of them is used.`;
  }
  return '';
}
