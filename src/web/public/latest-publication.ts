import type { Publication } from '../../domain/publication.ts';
import { Refused } from '../../errors.ts';
import type { Store } from '../../ports.ts';

/** The latest publication of a product, withdrawn or not. Throws `Refused` (404) where there never was one. */
export async function latestPublication(
  { publications }: Pick<Store, 'publications'>,
  slug: string,
): Promise<Publication> {
  const publication = await publications.latest(slug);
  if (publication) return publication;
  throw unpublished(slug);
}

/** What is said of a version that a product never had. */
export function noVersion({ slug, version: latest, analysis: { vendor } }: Publication, version: number): Refused {
  return new Refused({
    status: 404,
    code: 'no-version',
    message: `${vendor.name} has no version ${version}.`,
    advice: `Its latest is version ${latest}; /vendors/${slug}/history lists them all.`,
  });
}

/** What is said of a product that has no published analysis. */
export function unpublished(slug: string): Refused {
  return new Refused({
    status: 404,
    code: 'not-published',
    message: `There is no published analysis called "${slug}".`,
    advice: 'It may be in review, or the address may be mistyped. The catalogue lists what is published.',
  });
}
