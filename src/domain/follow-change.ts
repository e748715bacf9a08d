import type { Analysis, Flag } from './analysis.ts';
import type { ChangeItem, DraftChange } from './draft-change.ts';
import { type Edit, placeOfQuote } from './edit.ts';
import { listItemAt } from './edit-lists.ts';
import { holderAt } from './edit-places.ts';

/** What is open of a change draft after edits, and the document without the flags that they answered. */
export function followChange(
  change: DraftChange,
  analysis: Analysis,
  edits: readonly Edit[],
): { change: DraftChange; analysis: Analysis } {
  const placed = edits.reduce(withoutRemoved, change);
  const answered = placed.items.filter((item) => isAnswered(item, analysis, edits));
  const isStill = ({ kind, target, message }: Flag): boolean =>
    kind !== 'stale-citation' || !answered.some(({ path, sentence }) => path === target && sentence === message);
  return { change: placed, analysis: { ...analysis, flags: analysis.flags.filter(isStill) } };
}

/**
 * A statement is answered once it cites none of the quotes that are gone; a decision, which the analyst made anew
 * already, once a person decided on it, dropped what is gone, or took over what reads otherwise.
 */
function isAnswered({ path, quotes }: ChangeItem, analysis: Analysis, edits: readonly Edit[]): boolean {
  const holder = holderAt(analysis, path);
  if (!holder) return true;
  const gone = new Set(quotes.flatMap(({ before }) => (before ? [placeOfQuote(before)] : [])));
  if ('check' in holder) {
    const { id, decision, citations } = holder.check;
    const names = [path, id];
    const isRid = decision === 'no-evidence' || citations.every((citation) => !gone.has(placeOfQuote(citation)));
    return edits.some((edit) => {
      if (edit.do === 'decide') return names.includes(edit.check);
      if (edit.do === 'renew') return names.includes(edit.at);
      // Whoever drops what is gone, or the last quote of all, has decided by that.
      return (
        edit.do === 'drop' && names.includes(edit.at) && isRid && (decision === 'no-evidence' || gone.has(edit.place))
      );
    });
  }
  return holder.claim.citations.every((citation) => !gone.has(placeOfQuote(citation)));
}

/** What is about an entry that was taken out goes, and what is about later ones moves up with them. */
function withoutRemoved(change: DraftChange, edit: Edit): DraftChange {
  const removed = edit.do === 'remove' ? listItemAt(edit.at) : null;
  if (!removed) return change;
  const prefix = `${removed.listPath}.`;
  const follow = <T extends { path: string }>(each: T): T[] => {
    if (!each.path.startsWith(prefix)) return [each];
    const [first = '', ...rest] = each.path.slice(prefix.length).split('.');
    const index = Number(first);
    if (index === removed.index) return [];
    return [index > removed.index ? { ...each, path: [removed.listPath, index - 1, ...rest].join('.') } : each];
  };
  return { ...change, items: change.items.flatMap(follow), requotes: change.requotes.flatMap(follow) };
}
