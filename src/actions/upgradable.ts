import type { Office } from '../ports.ts';

/** A product whose standing analysis a new version of Assay can be tried on. */
export interface Upgradable {
  slug: string;
  name: string;
  published: boolean;
}

/** Read in one page of a list. */
const atOnce = 500;

/** What is published, and what has a draft that waits, by slug. */
export async function upgradable({ store }: Pick<Office, 'store'>): Promise<Upgradable[]> {
  const found = new Map<string, Upgradable>();
  let after: string | null = null;
  do {
    const drafts = await store.drafts.list({ limit: atOnce, after, states: ['waiting', 'claimed', 'returned'] });
    for (const { slug, name } of drafts.items) found.set(slug, { slug, name, published: false });
    after = drafts.next;
  } while (after !== null);
  do {
    const current = await store.publications.catalogue({ limit: atOnce, after });
    for (const { slug, card } of current.items) found.set(slug, { slug, name: card.name, published: true });
    after = current.next;
  } while (after !== null);
  return [...found.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}
