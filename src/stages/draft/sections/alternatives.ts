import type { Analysis, Claim } from '../../../domain/analysis.ts';
import { comparedProduct } from '../../../domain/compared-product.ts';
import { comparesProducts } from '../../../domain/compares-products.ts';
import type { Fact } from '../../../domain/evidence.ts';
import type { Neighbour } from '../../../domain/run.ts';
import { cited, judgement } from '../claims.ts';
import { wordsOf } from '../dimension-words.ts';
import type { Material } from '../material.ts';
import { possessive, sentence } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';
import { standings } from '../standing.ts';
import { weighsTwo } from '../weighs-two.ts';

type Alternatives = Analysis['alternatives'];

const most = 4;

/** The catalogue's products of the same category, then those that the documentation compares with, then others of the layer. */
export function alternatives(material: Material): Alternatives {
  const { vendor } = material;
  const near = [...material.evidence.run.baseline.neighbours]
    .filter(({ slug, name, layer }) => slug !== vendor.slug && name !== vendor.name && layer === vendor.layer)
    .sort(
      (a, b) =>
        Number(b.category === vendor.category) - Number(a.category === vendor.category) ||
        b.inpactTotal + b.goalsTotal - (a.inpactTotal + a.goalsTotal) ||
        (a.slug < b.slug ? -1 : 1),
    );
  const taken = new Set([vendor.name, ...near.map(({ name }) => name)].map((name) => name.toLowerCase()));
  const compared = material.facts.comparison.flatMap((fact) => {
    const { name } = fact;
    if (name === '' || vendor.name.includes(name) || taken.has(name.toLowerCase())) return [];
    const reason = comparison(fact, vendor.name);
    if (reason === null || !material.sound(reason)) return [];
    taken.add(name.toLowerCase());
    return [{ name, slug: null, reason }];
  });
  const fromCatalogue = (isAlike: boolean) =>
    near
      .filter(({ category }) => (category === vendor.category) === isAlike)
      .map((one) => ({ name: one.name, slug: one.slug, reason: judgement(contrast(one, material)) }));
  // What the vendor itself compares with is nearer than what only stands in the same layer.
  return [...fromCatalogue(true), ...compared, ...fromCatalogue(false)].slice(0, most);
}

/**
 * What the documentation says of the two, as a statement of its own where it makes one, else in quotation marks. It is
 * called a comparison only where the sentence itself sets the two against each other.
 */
function comparison({ name, citation, headings }: Fact, own: string): Claim | null {
  const text = clauseOf(citation.quote, 36);
  if (text !== '' && compares(text, [name, own])) return cited(sentence(text), [citation]);
  const isPair = [citation.title, ...headings].some(
    (line) => comparedProduct(line, (side) => side.toLowerCase() === own.toLowerCase()) === name,
  );
  const isCompared = comparesProducts(citation.title) && citation.quote.includes(own);
  const quote = citation.quote.replace(/\s+/g, ' ').trim();
  if (!(isPair || isCompared) || !/^\p{Lu}[^|<>{}`“”"]+[.!]$/u.test(quote)) return null;
  if (weighsTwo(quote, [name, own]))
    return cited(`${possessive(own)} documentation compares the two: “${quote}”`, [citation]);
  // Under a heading that sets the two against each other, plain words on the other one are half of a comparison.
  return isPair && quote.includes(name)
    ? cited(`Under a heading that sets the two side by side, ${possessive(own)} documentation says: “${quote}”`, [
        citation,
      ])
    : null;
}

/** A comparison begins with one of the two and names both; the rest only mentions them. */
function compares(text: string, names: readonly string[]): boolean {
  return (
    names.every((name) => text.includes(name)) && names.some((name) => text.replace(/^Unlike /, '').startsWith(name))
  );
}

/** "X for a; this for b", read off the levels of both. */
function contrast(neighbour: Neighbour, material: Material): string {
  const gaps = standings(material).map(({ dimension }) => {
    const own = levelOf(dimension.id, material) ?? 0;
    return { dimension, gap: (neighbour.levels[dimension.id] ?? 0) - own };
  });
  const theirs = [...gaps].sort((a, b) => b.gap - a.gap)[0];
  const ours = [...gaps].sort((a, b) => a.gap - b.gap)[0];
  const { name } = material.vendor;
  if (theirs && theirs.gap > 0 && ours && ours.gap < 0) {
    return `${neighbour.name} for ${wordsOf(theirs.dimension).need}; ${name} for ${wordsOf(ours.dimension).need}.`;
  }
  if (theirs && theirs.gap > 0)
    return `${neighbour.name} for ${wordsOf(theirs.dimension).need}; ${name} scores no higher elsewhere, so fit with the stack decides.`;
  if (ours && ours.gap < 0)
    return `${name} for ${wordsOf(ours.dimension).need}; ${neighbour.name} scores no higher elsewhere, so fit with the stack decides.`;
  return `${neighbour.name} and ${name} stand level on this evidence; choose by what the stack already runs.`;
}

function levelOf(id: string, { frameworks }: Material): number | null {
  return (
    [...frameworks.inpact.dimensions, ...frameworks.goals.dimensions].find((dimension) => dimension.id === id)?.level ??
    null
  );
}
