import type { Citation } from '../../domain/analysis.ts';
import type { DecisionValue, Layer } from '../../domain/closed-lists.ts';
import { isOfKind } from '../../domain/product-kind.ts';
import type { Dimension } from '../../domain/rubric.ts';
import { thingOf } from './check-words.ts';
import type { Decided, Material } from './material.ts';
import { wordCount } from './phrasing.ts';

/** How a dimension stands: its checks by decision, in rubric order. */
export interface Standing {
  dimension: Dimension;
  met: Decided[];
  partly: Decided[];
  contradicted: Decided[];
  /** Looked for in vain, and nothing near it refused by the gate: what is there in too few words is no absence. */
  absent: Decided[];
}

/** Every dimension, in rubric order. */
export function standings(material: Material): Standing[] {
  const { inpact, goals } = material.rubric;
  return [...inpact.dimensions, ...goals.dimensions].map((dimension) => {
    const own = material.checks.filter((item) => item.dimension.id === dimension.id);
    const by = (decision: DecisionValue) => own.filter(({ result }) => result.decision === decision);
    return {
      dimension,
      met: by('met'),
      partly: by('partly'),
      contradicted: by('contradicted'),
      absent: by('no-evidence').filter(({ isNear }) => !isNear),
    };
  });
}

/** Whether the pages say nothing at all on it; with one part of it there, even in too few words, they do. */
export function isAllAbsent({ dimension, absent }: Standing): boolean {
  return absent.length === dimension.checks.length;
}

/** What a product of each layer is first of all there for. */
const ownDimension: Record<Layer, string> = {
  L1: 'inpact.instant',
  L2: 'inpact.contextual',
  L3: 'goals.lexicon',
  L4: 'inpact.natural',
  L5: 'inpact.permitted',
  L6: 'goals.observability',
  L7: 'inpact.natural',
};

/** Most checks met first, of equal ones what the product's layer is there for; then in rubric order. */
export function fullestFirst(material: Material): Standing[] {
  const own = ownDimension[material.vendor.layer];
  const isOwn = ({ dimension }: Standing) => Number(dimension.id === own);
  return standings(material).sort(
    (a, b) => b.met.length - a.met.length || isOwn(b) - isOwn(a) || b.partly.length - a.partly.length,
  );
}

/** Fewest checks met first; equal ones in rubric order. */
export function emptiestFirst(material: Material): Standing[] {
  return standings(material).sort((a, b) => a.met.length - b.met.length || a.partly.length - b.partly.length);
}

/** Emptiest first, those with something looked for in vain that this kind of product could have; of the others nothing is kept. */
export function fittingGaps(material: Material): Standing[] {
  return emptiestFirst(material)
    .map((standing) => ({
      ...standing,
      absent: standing.absent.filter(({ check }) => isOfKind(material.placed, check.fits)),
    }))
    .filter(({ absent }) => absent.length > 0);
}

/**
 * Those that can be told, most telling first: with a figure or a name before plain words, a statement of its own before a
 * bare phrase. Ties keep rubric order; the same words stand once.
 */
export function tellingFirst(checks: readonly Decided[]): Decided[] {
  const texts = ({ noun, said }: Decided) => [noun, said?.text ?? ''].filter(Boolean).map(wordSet);
  const used = new Set<string>();
  return checks
    .filter(({ noun, said }) => noun !== '' || said !== null)
    .map((item, index) => ({ item, index, weight: telling(item) }))
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ item }) => item)
    .filter((item) => {
      const own = texts(item);
      if (own.some((text) => used.has(text))) return false;
      for (const text of own) used.add(text);
      return true;
    });
}

/** Those whose found words can be a subject or an object, most telling first. */
export function nounsFirst(checks: readonly Decided[]): Decided[] {
  return tellingFirst(checks.filter(({ noun }) => noun !== ''));
}

function telling({ noun, said, best }: Decided): number {
  const text = said?.text ?? noun;
  const figure = /(?<![\p{L}\p{N}])\d/u.test(text) ? 2 : 0;
  const named = /[^.] \p{Lu}|\p{Lu}{2}|[_/]\w/u.test(text) || /\p{Lu}/u.test(noun) ? 2 : 0;
  const marketing = best?.flags.includes('marketing') ? 2 : 0;
  return (said ? 2 : 0) + (noun === '' ? 0 : 1) + figure + named - marketing;
}

/** `authentication of callers (JWT)`: what is asked, and the observed words; the noun goes before the statement. */
export function factOf(item: Decided): string {
  const words = wordsFound(item);
  return words === '' ? thingOf(item) : `${thingOf(item)} (${words})`;
}

/** What proves `factOf`. */
export function proofOf({ noun, nounProof, said, quoted, result }: Decided): Citation[] {
  if (noun !== '') return nounProof;
  return (said ?? quoted)?.proof ?? result.citations.slice(0, 1);
}

/** Longer ones bury the sentence that they stand in. */
const mostWordsQuoted = 18;

/** The observed words alone: the noun, else the statement as a quotation; empty where neither is there or short enough. */
export function wordsFound({ noun, said, quoted }: Decided): string {
  if (noun !== '') return noun;
  const text = (said ?? quoted)?.text;
  return text === undefined || wordCount(text) > mostWordsQuoted ? '' : `“${text}”`;
}

/** The same names in another order say the same. */
function wordSet(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .sort()
    .join(' ');
}
