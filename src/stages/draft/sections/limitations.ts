import type { Claim } from '../../../domain/analysis.ts';
import { lacksOf, thingOf } from '../check-words.ts';
import { absence, cited } from '../claims.ts';
import { fragmentOf } from '../fragment.ts';
import type { Decided, Material } from '../material.ts';
import { capitalised, lowered, possessive, wordCount } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';
import { emptiestFirst, proofOf, wordsFound } from '../standing.ts';

const most = 6;
/** Of the documentation's own stated limits, so that gaps keep a place. */
const mostStated = 3;
const mostWordsStated = 18;
/** Fewer, because the check is named in front. */
const mostWordsHalf = 12;

/** What the documentation rules out or limits in its own words first, then what is there in part, then what is not found. */
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
    return text === '' ? null : cited(capitalised(text), [fact.citation]);
  });
  const before = claims.length;
  for (const claim of stated) if (claims.length - before < mostStated) take(claim);
  for (const { absent, partly } of emptiestFirst(material)) {
    if (claims.length >= most) break;
    const item = absent[0];
    if (item) take(notFound(item, material));
    else if (partly[0]) take(inPart(partly[0]));
  }
  return claims.length > 0 ? claims : [nothingStated(material)];
}

/** What the documentation denies, in its words where they stand alone. */
function ruledOut(item: Decided): Claim | null {
  if (item.said && wordCount(item.said.text) <= mostWordsStated) return cited(item.said.text, item.said.proof);
  const words = wordsFound(item);
  return words === '' ? null : cited(capitalised(`${thingOf(item)} ruled out: ${words}`), proofOf(item));
}

function inPart(item: Decided): Claim | null {
  const words = item.said && wordCount(item.said.text) <= mostWordsHalf ? item.said : null;
  if (words) return cited(capitalised(`${thingOf(item)} in part only: ${lowered(words.text)}`), words.proof);
  if (item.noun === '') return null;
  return cited(capitalised(`${thingOf(item)} in part only: ${item.noun}`), item.nounProof);
}

function notFound(item: Decided, { vendor }: Material): Claim | null {
  const { limitation } = item.check;
  const text =
    limitation.startsWith('No ') && !limitation.includes('{{') ? fragmentOf(limitation, '', mostWordsStated) : '';
  if (text === '')
    return absence(`No ${lacksOf([item], 1)} found in ${possessive(vendor.name)} documentation`, item.result.searched);
  const where = /\bdocument/.test(text) ? `for ${vendor.name}` : `in ${possessive(vendor.name)} documentation`;
  return absence(`${text} ${where}`, item.result.searched);
}

function nothingStated({ vendor, pagesRead }: Material): Claim {
  return absence(`No limitation of ${vendor.name} is stated in the pages read.`, pagesRead);
}
