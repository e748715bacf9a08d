import type { Draft } from './draft.ts';
import type { ChangeItem } from './draft-change.ts';
import { type Edit, type PlainEdit, placeOfQuote } from './edit.ts';
import { citationsAt, type Holder, holderAt } from './edit-places.ts';

type Changed = Pick<Draft, 'analysis' | 'change'>;

/**
 * An edit as those that are made one by one. Renewing drops each quote that reads otherwise and cites what stands in its
 * place; none where nothing does. Whoever writes a statement anew no longer rests it on quotes that are gone.
 */
export function renewQuotes(edit: Edit, draft: Changed): PlainEdit[] {
  const item = 'at' in edit ? changeItemAt(draft, edit.at) : null;
  const holder = item ? holderAt(draft.analysis, item.path) : null;
  if (edit.do === 'renew')
    return item && holder ? renewals(item, holder, { isGoneDropped: false, reason: edit.reason }) : [];
  if (edit.do !== 'write' || !item || !holder || !('claim' in holder)) return [edit];
  const isRewritten = edit.text !== undefined && edit.text !== holder.claim.text;
  // What is said to be absent cites nothing: its quotes go with its kind.
  if (!isRewritten || (edit.kind ?? holder.claim.kind) === 'absence') return [edit];
  return [...renewals(item, holder, { isGoneDropped: true, reason: '' }), edit];
}

/** Whether an item still cites a quote that another sentence stands in the place of. */
export function isRenewable(item: ChangeItem, { analysis }: Pick<Draft, 'analysis'>): boolean {
  const holder = holderAt(analysis, item.path);
  return holder !== null && renewals(item, holder, { isGoneDropped: false, reason: '' }).length > 0;
}

/** What is open of a change draft at a place, which may be named by a check's id; null where nothing is. */
export function changeItemAt({ analysis, change }: Changed, at: string): ChangeItem | null {
  const path = holderAt(analysis, at)?.path;
  return change?.items.find((item) => item.path === path) ?? null;
}

function renewals(
  { path, quotes }: ChangeItem,
  holder: Holder,
  { isGoneDropped, reason }: { isGoneDropped: boolean; reason: string },
): PlainEdit[] {
  const cited = new Set(citationsAt(holder).map(placeOfQuote));
  return quotes.flatMap(({ before, after }): PlainEdit[] => {
    if (before === null || !cited.has(placeOfQuote(before)) || (after === null && !isGoneDropped)) return [];
    const drop: PlainEdit = { do: 'drop', at: path, place: placeOfQuote(before), reason };
    if (after === null || cited.has(placeOfQuote(after))) return [drop];
    cited.add(placeOfQuote(after));
    const { textDigest, quote, start } = after;
    return [drop, { do: 'cite', at: path, textDigest, quote, from: start, reason }];
  });
}
