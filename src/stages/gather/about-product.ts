import { clauseAround } from '../../domain/clause.ts';
import { isInOtherSection } from '../../domain/other-section.ts';
import { otherSubject } from '../../domain/other-subject.ts';
import type { PhraseMatch } from '../../domain/phrase.ts';
import type { ReadUnit } from './read-unit.ts';

/** Whether the sentence, or its section, speaks of another system than the product. */
export function isOfAnother({ phrase: { text, kind, ownName }, passage, page }: ReadUnit, match: PhraseMatch): boolean {
  if (otherSubject(text, match, ownName) !== null) return true;
  return isInOtherSection({ text, end: match.end, kind, title: page.title }, passage.headings, ownName);
}

/** Whether the sentence holds a word of the product's name. */
export function namesProduct({ phrase: { words, ownName } }: ReadUnit): boolean {
  return words.some((word) => ownName.has(word));
}

const early =
  /\b(?:(?:technology |tech |technical )?previews?|alpha|beta|experimental|incubating) (?:\w+ )?(?:features?|apis?|versions?|releases?)\b/i;
const aside = /\s(?:--|–|—)\s(?:[\w-]+\s){0,2}$/;

/** A sentence, or what follows its last stop, may open with what the no is limited to: "In this beta release, …". */
const lastStop = /^.*(?:[;—]|[.!?]\s|,?\s(?:but|however|whereas|although|though)\b,?)/s;
const opening =
  /^\s*(?:in|within|during|throughout|as of|for|with|under|on|at|while|when|whenever|where|if)\b[^,;:]*,/i;
const earlyStage =
  /\b(?:in|within|during|throughout|as of|with) (?:the |this |our )?(?:\w+ )?(?:previews?|alpha|beta),$/i;

/**
 * Whether a no is said of the product as a whole: not of another system, of features that are still in preview, or beside the
 * point ("you can use a script -- not recommended for production").
 */
export function deniesOfProduct(unit: ReadUnit, match: PhraseMatch): boolean {
  const { text } = unit.phrase;
  const { before, after } = clauseAround(text, match);
  // That it comes as a preview feature later, said in a clause of its own, takes nothing from the no.
  if (early.test(text.slice(before.start, after.end)) || isOpenedEarly(text.slice(0, match.start))) return false;
  if (isOfAnother(unit, match)) return false;
  return namesProduct(unit) || !aside.test(text.slice(0, match.start));
}

/** Whether what opens the clause, up to its comma, limits it to features or releases in preview. */
function isOpenedEarly(before: string): boolean {
  const opener = opening.exec(before.replace(lastStop, ''))?.[0] ?? '';
  return early.test(opener) || earlyStage.test(opener);
}
