import type { UnitKind } from './phrase-unit.ts';

/** Words that mean what a sentence before named, which a quote leaves out. "This page" means the one that is cited. */
const leans =
  /^\W{0,2}(?:it|they|its|their|those|such|(?:this|these|that)(?! (?:page|guide|topic|document|documentation|tutorial|article|chapter|manual|reference|release|quick ?start)\b)|otherwise|in this (?:case|way)|because of this|as a result|for (?:example|instance))\b/i;
/** The trade, not the word: "IT administrators". */
const informationTechnology = /^\W{0,2}IT\b/;
/** A tag or an attribute left over of a page's markup; `<days>` and `<table>` are what a reader fills in. */
const markup =
  /<(?:a|abbr|b|blockquote|br|button|code|dd|details|div|dl|dt|em|figure|font|h[1-6]|hr|i|iframe|img|kbd|li|ol|p|pre|script|small|span|strong|style|sub|summary|sup|svg|tbody|td|th|thead|tr|u|ul|video)(?:\s[\w-]+=|\s?\/?>)|<table\s[\w-]+=|<\/[a-z][\w-]*>|\s[\w-]+="[^"]*$/i;
const ends = /[.!?:;。]["”’')\]]*$/;

/**
 * Whether a sentence or an item says by itself what it says: it leans on no sentence before, is not cut off, opens and closes
 * its brackets, and holds no markup. Rows and code are what they are.
 */
export function isWholeThought(text: string, kind: UnitKind): boolean {
  if (kind === 'row' || kind === 'code') return true;
  if ((leans.test(text) && !informationTechnology.test(text)) || markup.test(text)) return false;
  if (count(text, /[([]/g) !== count(text, /[)\]]/g)) return false;
  return kind === 'item' || ends.test(text);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
