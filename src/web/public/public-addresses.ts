import type { ListedPublication } from '../../domain/publication-card.ts';
import type { SitemapEntry } from './sitemap.ts';

/** Pages that are there whatever is published. What they show beside the catalogue changes with the program. */
const always = ['/methodology', '/stack'] as const;

/** Every page that search engines may keep, with the time of its last change: the catalogue's, then each product's. */
export function publicAddresses(cards: readonly Pick<ListedPublication, 'slug' | 'publishedAt'>[]): SitemapEntry[] {
  const newest = cards.map(({ publishedAt }) => publishedAt).reduce<string | null>(later, null);
  return [
    { path: '/', changedAt: newest },
    { path: '/changes', changedAt: newest },
    ...always.map((path) => ({ path, changedAt: null })),
    ...cards.flatMap(({ slug, publishedAt }) =>
      ['', '/evidence', '/history'].map((part) => ({ path: `/vendors/${slug}${part}`, changedAt: publishedAt })),
    ),
  ];
}

function later(newest: string | null, each: string): string {
  return newest === null || each > newest ? each : newest;
}
