import type { ReadUnit } from './read-unit.ts';

/** Sections that send the reader on: what they list are the titles of other pages. */
const sendsOn =
  /^(?:what['’]s next|next(?: steps?)?|where to (?:go )?next|see also|related(?: \S+)?|further reading|learn more|read more|(?:additional|more|other) (?:resources|reading)|in this (?:section|topic|guide)|(?:table of )?contents|on this page)\W*$/i;
const isTitled = /^(?:how to|guide to|introduction to|getting started with|quick ?start)\b/i;
const ends = /[.!?:;]["”’)]?$/;

/** Whether a unit is the title of another page: it says that something is told there, not what. */
export function isBareTitle({ phrase: { text, kind }, passage }: ReadUnit): boolean {
  if (kind === 'code' || kind === 'row' || ends.test(text)) return false;
  return isTitled.test(text) || sendsOn.test(passage.headings.at(-1) ?? '');
}
