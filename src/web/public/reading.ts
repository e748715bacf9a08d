import type { Surrounding } from '../../actions/surroundings.ts';
import type { Analysis, Citation } from '../../domain/analysis.ts';
import { placeOfQuote } from '../../domain/edit.ts';
import { type Check, type Dimension, type Rubric, rubricChecks } from '../../domain/rubric.ts';

/** What a page needs to show an analysis: the rubric's words, and what stands around its quotes. */
export interface Reading {
  rubric: Rubric;
  around: (citation: Citation) => Surrounding;
  /** How many pages were read for the analysis. */
  pagesRead: number;
  /** Where a claim or check is looked at in review; null on public pages, which have no such place. */
  place: ((item: object) => ItemPlace | null) | null;
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
  return {
    rubric,
    around: (citation) => places.get(placeOfQuote(citation)) ?? { before: '', after: '' },
    pagesRead: pagesRead(analysis),
    place: null,
  };
}

/** How many pages an analysis rests on: those whose text was stored. */
export function pagesRead({ crawl }: Analysis): number {
  return crawl.pages.filter(({ outcome }) => outcome === 'captured' || outcome === 'not-modified').length;
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

/** A category's name by id. */
export function categoryName(rubric: Rubric, id: string): string {
  const all = rubric.stack.layers.flatMap(({ categories }) => categories);
  return all.find((category) => category.id === id)?.name ?? id;
}

/** "23 November 2026", the same in every time zone and locale. */
export function day(instant: string): string {
  const [year, month, date] = instant.slice(0, 10).split('-').map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
