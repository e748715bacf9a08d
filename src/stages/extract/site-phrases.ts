import type { DraftBlock } from './blocks.ts';

/** Whole blocks that sites put into the main text itself, in elements whose classes say nothing. */
const phrase =
  /^(was this (page|article|section|document|doc|topic|guide)? ?(page )?(helpful|useful)\?.{0,20}|did this (page|article)? ?help( you)?\?|(page )?last (updated|modified)( on| at|:)? .{1,60}|(edit|view|suggest (an )?edits?( to| on| for)?|improve) (this )?(page|topic|doc)( on github)?|edit on github|report an issue|on this page|in this (article|page)|table of contents|back to top|skip to (the )?(main )?content|copy( page| link| code)?|copied!?)$/i;
/** Links to the pages before and after; the label often runs into the title. */
const neighbour = /^([←«‹<-]\s*)?(previous|prev|next)( page)?([\s:←→«»]|(?=[A-Z])|$)/i;
/** A block of more link than this is one link. */
const wholeLink = 0.9;

/** Whether a block is furniture of the site by what it says, all of it. */
export function isFurniture({ kind, text, linked }: DraftBlock): boolean {
  if (kind !== 'prose' && kind !== 'heading') return false;
  if (text.length > 120) return false;
  return phrase.test(text) || (linked >= wholeLink * text.length && linked > 0 && neighbour.test(text));
}
