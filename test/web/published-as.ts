import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { walkToPublication } from '../contract/walked-run.ts';
import type { TestWeb } from './desk.ts';

/** Publishes an analysis as that of a new product of this name, at a time where one is given; gives its slug. */
export async function publishedAs(
  { office, publishedAt }: Pick<TestWeb, 'office'> & { publishedAt?: string },
  name: string,
  says: Analysis,
): Promise<string> {
  const slug = fresh('product');
  const own = { ...says, vendor: { ...says.vendor, name, slug } };
  const draft = { analysis: own, contentDigest: contentDigest(own) };
  await walkToPublication(office.store, { vendor: aVendor({ slug, name }), draft, publishedAt });
  return slug;
}
