import { toPhraseUnit } from '../../../domain/phrase-unit.ts';
import { findQuote, type QuoteRefusal, refusalTexts } from '../../../domain/quote-gate.ts';
import type { ReadUnit } from '../read-unit.ts';
import type { PlacedPassage } from './page-part.ts';

/** What a model may copy along with a line: our number and mark. */
const copiedMarks = /^[ \t]*(?:\[\d+\][ \t]*)?(?:¦[ \t]?)?/gm;

/**
 * The sentences, items or rows that a proposed quote touches, as one, at the passage's own place; or the reason why there
 * are none. What stands elsewhere on the page only, or in no passage, is no quote of this one.
 */
export function unitOfQuote(
  { passage, place }: PlacedPassage,
  quote: string,
  units: readonly ReadUnit[],
): { ok: true; unit: ReadUnit } | { ok: false; reason: string } {
  const found = findQuote(passage.text, quote.replace(copiedMarks, ''));
  if (!found.ok) return { ok: false, reason: reasonOf(found.reason) };
  const span = { start: place.start + found.start, end: place.start + found.end };
  const unit = unitOver({ passage, place }, span, units);
  return unit === null ? { ok: false, reason: refusalTexts.clipped } : { ok: true, unit };
}

/** The units of a passage that a stretch of its page touches, as one; null where it touches none. */
export function unitOver(
  { passage, place }: Pick<PlacedPassage, 'passage' | 'place'>,
  { start, end }: { start: number; end: number },
  units: readonly ReadUnit[],
): ReadUnit | null {
  const touched = units.filter((each) => each.start < end && each.end > start);
  return asOne(passage.text, touched, place.start);
}

/** Several neighbouring units as one; what is said around any of them is said around it. Null for none. */
function asOne(text: string, touched: readonly ReadUnit[], placeStart: number): ReadUnit | null {
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined || first === last) return first ?? null;
  const { kind, scope, ownName } = first.phrase;
  return {
    ...first,
    phrase: toPhraseUnit(text.slice(first.start - placeStart, last.end - placeStart), { kind, scope, ownName }),
    end: last.end,
    hedgedAround: touched.some(({ hedgedAround }) => hedgedAround),
    deniedAround: touched.some(({ deniedAround }) => deniedAround),
    changeNote: touched.some(({ changeNote }) => changeNote),
  };
}

function reasonOf(refusal: QuoteRefusal): string {
  return refusal === 'not-in-text' ? 'The quote does not stand in the passage that it names.' : refusalTexts[refusal];
}
