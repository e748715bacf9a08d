import type { Flag } from './analysis.ts';
import type { FlagKind } from './closed-lists.ts';
import type { Draft } from './draft.ts';
import { itemOf } from './item.ts';

/** Flags of a change draft that say something new: of its statements and decisions, or of the reading behind it. */
const tellsNew: ReadonlySet<FlagKind> = new Set<FlagKind>([
  'stale-citation',
  'claim-stronger-than-quote',
  'injection-suspected',
  'crawl-incomplete',
]);

/**
 * The items of a change draft that are open: what the change touched, statements that were written for a decision which it
 * turned, decisions that their quotes speak against, and what is wrong with the reading. Null for a draft that is open as a whole.
 */
export function openItems({ analysis, change }: Pick<Draft, 'analysis' | 'change'>): ReadonlySet<string> | null {
  if (!change) return null;
  const flagged = analysis.flags.filter(opensItem).map(({ target }) => target);
  return new Set([...change.items.map(({ path }) => path), ...flagged].map(itemOf));
}

function opensItem({ kind, severity }: Flag): boolean {
  return severity !== 'notes' && tellsNew.has(kind);
}
