import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited } from '../claims.ts';
import { fragmentOf } from '../fragment.ts';
import type { Decided, Material } from '../material.ts';
import { capitalised, possessive } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';
import { emptiestFirst, labelOf } from '../standing.ts';

const most = 6;
/** Of the documentation's own stated limits, so that gaps keep a place. */
const mostStated = 3;

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
    const text = clauseOf(fact.citation.quote, 18);
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

function ruledOut(item: Decided): Claim | null {
  if (!item.best) return null;
  const words = item.check.limitation.includes('{{found}}')
    ? item.check.limitation
    : `${item.check.label} ruled out: {{found}}`;
  const text = fragmentOf(words, item.found, 16);
  return text === '' ? null : cited(text, item.proof);
}

function inPart(item: Decided): Claim | null {
  if (!item.best || item.found === '') return null;
  const words = item.check.limitation.includes('{{found}}')
    ? item.check.limitation
    : `${item.check.label} in part only: {{found}}`;
  const text = fragmentOf(words, item.found, 16);
  return text === '' ? null : cited(text, item.proof);
}

function notFound(item: Decided, { vendor }: Material): Claim | null {
  const text = fragmentOf(item.check.limitation, '', 14);
  if (text === '')
    return absence(`No ${labelOf(item)} found in ${possessive(vendor.name)} documentation`, item.result.searched);
  const where = /\bdocument/.test(text) ? `for ${vendor.name}` : `in ${possessive(vendor.name)} documentation`;
  return absence(`${text} ${where}`, item.result.searched);
}

function nothingStated({ vendor, pagesRead }: Material): Claim {
  return absence(`No limitation of ${vendor.name} is stated in the pages read.`, pagesRead);
}
