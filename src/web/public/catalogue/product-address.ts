import type { CatalogueShown } from './catalogue-shown.ts';

/** The address of a product's analysis, as it stood where the past is looked at. */
export function productAddress({ base, query }: Pick<CatalogueShown, 'base' | 'query'>, slug: string): string {
  const at = query.asOf === '' ? '' : `?${new URLSearchParams({ 'as-of': query.asOf })}`;
  return `${base}/vendors/${slug}${at}`;
}
