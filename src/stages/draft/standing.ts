import type { DecisionValue } from '../../domain/closed-lists.ts';
import type { Dimension } from '../../domain/rubric.ts';
import type { Decided, Material } from './material.ts';
import { lowered } from './phrasing.ts';

/** How a dimension stands: its checks by decision, in rubric order. */
export interface Standing {
  dimension: Dimension;
  met: Decided[];
  partly: Decided[];
  contradicted: Decided[];
  /** Looked for in vain. */
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
      absent: by('no-evidence'),
    };
  });
}

/** Most checks met first; equal ones in rubric order. */
export function fullestFirst(material: Material): Standing[] {
  return standings(material).sort((a, b) => b.met.length - a.met.length || b.partly.length - a.partly.length);
}

/** Fewest checks met first; equal ones in rubric order. */
export function emptiestFirst(material: Material): Standing[] {
  return standings(material).sort((a, b) => a.met.length - b.met.length || a.partly.length - b.partly.length);
}

/** A check's name for the middle of a sentence. */
export function labelOf({ check }: Decided): string {
  return lowered(check.label);
}

/**
 * The more a found text says, the better it tells products apart: phrases before excerpts, names, figures and code before
 * plain words, three words before one. Ties keep rubric order; the same words stand once.
 */
export function tellingFirst(checks: readonly Decided[]): Decided[] {
  return checks
    .filter(({ found, best }) => found !== '' && best !== null)
    .map((item, index) => ({ item, index, weight: telling(item) }))
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ item }) => item)
    .filter((item, index, all) => all.findIndex(({ found }) => wordSet(found) === wordSet(item.found)) === index);
}

/** Those whose found words can be a subject or an object, most telling first. */
export function nounsFirst(checks: readonly Decided[]): Decided[] {
  return tellingFirst(checks).filter(({ noun }) => noun !== '');
}

function telling({ found, noun, best }: Decided): number {
  const count = found.split(' ').length;
  const named = /\p{Lu}|\d|[_/.]\w/u.test(found) ? 2 : 0;
  const marketing = best?.flags.includes('marketing') ? 2 : 0;
  return (noun === '' ? 0 : 3) + named + Math.min(count, 4) - (count > 5 ? 1 : 0) - marketing;
}

/** `JWT (caller authentication)`: the observed fact, and what it is taken to show. */
export function factOf(item: Decided): string {
  return `${item.found} (${labelOf(item)})`;
}

/** `a, b or c`, in the words of their labels. */
export function labelsOf(items: readonly Decided[], most: number): string {
  return items.slice(0, most).map(labelOf).join(', ');
}

/** The same names in another order say the same. */
function wordSet(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .sort()
    .join(' ');
}
