import type { Surrounding } from '../../actions/surroundings.ts';
import type { Analysis, Citation } from '../../domain/analysis.ts';
import { placeOfQuote } from '../../domain/edit.ts';
import { checksOf } from '../../domain/edit-places.ts';
import { claimsOf } from '../../domain/lint-targets.ts';
import { pagesRead } from '../../domain/pages-read.ts';
import { type Check, type Dimension, type Rubric, rubricChecks } from '../../domain/rubric.ts';
import { type NumberedQuote, quotesInOrder } from './quotes-in-order.ts';

// In a file of its own: pages that browsers build themselves load no more of this one.
export { day } from './day.ts';

/** What a page needs to show an analysis: the rubric's words, and what stands around its quotes. */
export interface Reading {
  rubric: Rubric;
  around: (citation: Citation) => Surrounding;
  /** How many pages were read for the analysis. */
  pagesRead: number;
  /** Where a claim or check is looked at in review; null on public pages, which have no such place. */
  place: ((item: object) => ItemPlace | null) | null;
  /** Every quote once, by `placeOfQuote`, under the number of its note on paper. */
  quotes: ReadonlyMap<string, NumberedQuote>;
  /** The path of a statement or check in the analysis; undefined for what is none of its own. */
  pathOf: (item: object) => string | undefined;
  /** Where an error in the item at a path is reported; null where nobody would hear of it. */
  report: ((path: string) => string) | null;
}

/** The place of a statement on the review screen. */
export interface ItemPlace {
  /** Of the element that shows the statement. */
  id: string;
  href: string;
  /** What a link there is called. */
  label: string;
  focused: boolean;
}

/** Builds a reading from the surroundings that `surroundings` found. */
export function readingOf(rubric: Rubric, analysis: Analysis, places: Map<string, Surrounding>): Reading {
  const paths = new Map<object, string>([
    ...claimsOf(analysis).map(({ path, claim }): [object, string] => [claim, path]),
    ...checksOf(analysis).map(({ path, check }): [object, string] => [check, path]),
  ]);
  return {
    rubric,
    around: (citation) => places.get(placeOfQuote(citation)) ?? { before: '', after: '' },
    pagesRead: pagesRead(analysis).length,
    place: null,
    quotes: quotesInOrder(analysis),
    pathOf: (item) => paths.get(item),
    report: null,
  };
}

/** A dimension of the rubric by id; null for one of an older rubric. */
export function dimensionOf(rubric: Rubric, id: string): Dimension | null {
  return rubricChecks(rubric).find(({ dimension }) => dimension.id === id)?.dimension ?? null;
}

/** A check of the rubric by id; null for one of an older rubric. */
export function checkOf(rubric: Rubric, id: string): Check | null {
  return rubricChecks(rubric).find(({ check }) => check.id === id)?.check ?? null;
}

/** "L4 Intelligent Retrieval": the layer's name is always printed from its id. */
export function layerName(rubric: Rubric, id: string): string {
  const layer = rubric.stack.layers.find((item) => item.id === id);
  return layer ? `${layer.id} ${layer.name}` : id;
}

/** A context's name by id. */
export function contextName(rubric: Rubric, id: string): string {
  return rubric.stack.contexts.find((context) => context.id === id)?.name ?? id;
}

/** A category's name by id. */
export function categoryName(rubric: Rubric, id: string): string {
  const all = rubric.stack.layers.flatMap(({ categories }) => categories);
  return all.find((category) => category.id === id)?.name ?? id;
}

/** A fragment of the rubric as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
