import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { walkToPublication } from '../contract/walked-run.ts';
import type { TestWeb } from './desk.ts';

/** Publishes an analysis as that of a new product of this name; gives its slug. */
export async function publishedAs({ office }: Pick<TestWeb, 'office'>, name: string, says: Analysis): Promise<string> {
  const slug = fresh('product');
  const own = { ...says, vendor: { ...says.vendor, name, slug } };
  const draft = { analysis: own, contentDigest: contentDigest(own) };
  await walkToPublication(office.store, { vendor: aVendor({ slug, name }), draft });
  return slug;
}
