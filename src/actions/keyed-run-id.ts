import { digestOf } from '../domain/digest.ts';

/** The id of the one run that a key makes of a product. */
export function keyedRunId(slug: string, key: string): string {
  return `run-${digestOf({ slug, key, createdAt: null }).slice(0, 24)}`;
}
