import type { Claim } from '../../../domain/analysis.ts';
import { isOfKind } from '../../../domain/product-kind.ts';
import { bareThing, lacksOf } from '../check-words.ts';
import { absence, cited } from '../claims.ts';
import { fragmentOf } from '../fragment.ts';
import type { Decided, Material } from '../material.ts';
import { capitalised, lowered, wordCount } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';
import { emptiestFirst } from '../standing.ts';
import { tellingWords } from '../telling-words.ts';

const most = 6;
/** Of the documentation's own stated limits, so that gaps keep a place. */
const mostStated = 3;
const mostWordsStated = 18;
/** Fewer, because the check is named in front. */
const mostWordsHalf = 12;

/** What the documentation denies or limits in its own words first, then what is there in part, then what is not found. */
export function limitations(material: Material): Claim[] {
  const claims: Claim[] = [];
  const take = (claim: Claim | null) => {
    if (!claim || claims.length === most || !material.sound(claim)) return;
    if (claims.some(({ text }) => text.toLowerCase() === claim.text.toLowerCase())) return;
    claims.push(claim);
  };
  for (const item of material.checks.filter(({ result }) => result.decision === 'contradicted')) take(ruledOut(item));
  const stated = material.facts.limitation.map((fact) => {
    const text = clauseOf(fact.citation.quote, mostWordsStated);
    return text === '' || !limits(text) ? null : cited(capitalised(text), [fact.citation]);
  });
  const before = claims.length;
  for (const claim of stated) if (claims.length - before < mostStated) take(claim);
  for (const { absent, partly } of emptiestFirst(material)) {
    if (claims.length >= most) break;
    const item = absent.find(({ check }) => isOfKind(material.placed, check.fits));
    if (item) take(notFound(item, material));
    else if (partly[0]) take(inPart(partly[0]));
  }
  return claims.length > 0 ? claims : [nothingStated(material)];
}

/** What is gone, what is said of other software or of a part that its heading names, of a page, and the length of a text: no limit of the product. */
const beside: readonly RegExp[] = [
  /\b(?:no longer|anymore|any more|was|were|used to|relied|legacy|earlier|previous|old(?:er)?(?! than))\b/i,
  /^(?:some|many|other|another|not all)\b/i,
  /^most (?:\w+ )?(?:users|people|teams|browsers|tools|systems|databases|vendors|applications)\b/i,
  /^no (?:(?:known|other|further|additional) )?(?:limits?|limitations?|restrictions?)\b|^no\b.*\b(?:required|needed|necessary)\b/i,
  // Without a verb it is one of a list, whose heading says of what.
  /^no\b(?!.*\b(?:is|are|can|may|must|will|has|have|do|does)\b)/i,
  /\b(?:this|these) \w+\b|\bfile typically\b|\btokens (?:long|in length)\b/i,
  /\b(?:documentation|tutorials?|guides?|examples?)\b/i,
  /\bthe (?:document|page) (?:do(?:es)? not |only )?(?:covers?|describes?|explains?|lists?|shows?|assumes?|is about)\b/i,
];

function limits(text: string): boolean {
  return !beside.some((pattern) => pattern.test(text));
}

/** What the documentation denies, in its words where they stand alone. */
function ruledOut(item: Decided): Claim | null {
  if (item.said && wordCount(item.said.text) <= mostWordsStated) return cited(item.said.text, item.said.proof);
  const { text: words, proof } = tellingWords(item);
  if (words === '') return null;
  const { limitation } = item.check;
  const text = limitation.includes('{{found}}') ? fragmentOf(limitation, words, mostWordsStated) : '';
  return cited(text === '' ? capitalised(`${bareThing(item)} ruled out: ${words}`) : text, proof);
}

function inPart(item: Decided): Claim | null {
  const words = item.said && wordCount(item.said.text) <= mostWordsHalf ? item.said : null;
  const { limitation } = item.check;
  // Some are worded for what is there: "Client libraries shown for fewer than two languages: …".
  const fits = limitation.includes('{{found}}') && !/\bnot\b|^No /.test(limitation);
  const worded = fits ? limitation : `${capitalised(bareThing(item))} in part only: {{found}}`;
  const found = words ? lowered(words.text) : item.noun;
  const text = found === '' ? '' : fragmentOf(worded, found, mostWordsStated + mostWordsHalf);
  return text === '' ? null : cited(text, words ? words.proof : item.nounProof);
}

function notFound(item: Decided, { vendor }: Material): Claim {
  return absence(`No ${lacksOf([item], 1)} found for ${vendor.name}`, item.result.searched);
}

function nothingStated({ vendor, pagesRead }: Material): Claim {
  return absence(`No limitation of ${vendor.name} is stated in the pages read.`, pagesRead);
}
