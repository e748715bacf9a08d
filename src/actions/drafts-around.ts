import type { Draft, DraftSummary } from '../domain/draft.ts';
import type { Store } from '../ports.ts';

/** More than a few drafts of one product are hardly ever made between two looks at it. */
const looked = 20;

/** The newest draft of the product, where that is a later one, and the one that was made right before this, whatever became of it. */
export async function draftsAround(
  { drafts }: Pick<Store, 'drafts'>,
  { id, slug }: Pick<Draft, 'id' | 'slug'>,
): Promise<{ newest: DraftSummary | null; before: DraftSummary | null }> {
  const { items } = await drafts.list({ limit: looked, slug });
  const own = items.findIndex((item) => item.id === id);
  if (own < 0) return { newest: items[0] ?? null, before: null };
  return { newest: own > 0 ? (items[0] ?? null) : null, before: items[own + 1] ?? null };
}
