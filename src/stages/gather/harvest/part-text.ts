import { cutText } from '../../../domain/cut-text.ts';
import { speaksToModel } from '../../../domain/speaks-to-model.ts';
import type { PagePart, PlacedPassage } from './page-part.ts';

/** Stands before every line of a vendor's, so that none can pass for one of ours. */
const datamark = '¦ ';
/** Characters of a title or heading shown: enough to place what stands under it. */
const headingShown = 120;

/** A part as a model reads it: pages, headings, and passages numbered from 1. */
export function partText(part: PagePart): string {
  return part.flatMap((placed, at) => [...pageLines(part[at - 1], placed), ...passageLines(placed, at + 1)]).join('\n');
}

/** The title where another page begins, and the headings where they change. */
export function pageLines(before: PlacedPassage | undefined, { page, passage }: PlacedPassage): string[] {
  const isNewPage = before?.page !== page;
  const path = passage.headings
    .map(oneLine)
    .filter((heading) => heading !== '')
    .join(' > ');
  const isNewPath = before?.passage.headings.join('\n') !== passage.headings.join('\n');
  return [
    ...(isNewPage ? [`# Page: ${oneLine(page.title)}`] : []),
    ...(path !== '' && (isNewPage || isNewPath) ? [`## ${path}`] : []),
  ];
}

/** A passage under its number, each of its lines marked; empty ones say nothing and cost three tokens each. */
export function passageLines({ passage }: PlacedPassage, number: number): string[] {
  return passage.text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => `${at === 0 ? `[${number}] ` : ''}${datamark}${line}`);
}

/** Headings on one line. Documentation holds some thousands of them; beyond this the memory is emptied. */
const lines = new Map<string, string>();
const rememberAtMost = 20_000;

/** Empty for a heading that speaks to a model: passages that do are left out, and titles are none. */
function oneLine(heading: string): string {
  const known = lines.get(heading);
  if (known !== undefined) return known;
  const line = speaksToModel(heading, false) ? '' : cutText(heading.replace(/\s+/g, ' ').trim(), headingShown);
  if (lines.size > rememberAtMost) lines.clear();
  lines.set(heading, line);
  return line;
}
