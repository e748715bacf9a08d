import type { AnalysisVendor } from '../domain/analysis.ts';
import { factsApart } from '../domain/facts-apart.ts';
import type { Vendor } from '../domain/vendor.ts';
import { type Api, ApiProblem } from './api.ts';

/** What readers are shown of a product otherwise than it is entered now, and what changes that; null where nothing is. */
export async function unseenFacts(api: Api, vendor: Vendor): Promise<string | null> {
  const shown = await shownOf(api, vendor.slug);
  const apart = shown ? factsApart(shown, vendor) : [];
  if (apart.length === 0) return null;
  const facts = apart.map(({ fact, shown: was }) => `${fact.toLowerCase()} ${was}`);
  return [
    `Readers still see ${facts.join(', ')}: what is published stays as it was approved.`,
    `"assay run ${vendor.slug} --again" makes a fresh draft with what you entered; readers see it once a person approves that.`,
  ].join(' ');
}

/** What is public of a product; null where nothing is. */
async function shownOf(api: Api, slug: string): Promise<AnalysisVendor | null> {
  try {
    const path = `/api/publications/${encodeURIComponent(slug)}`;
    return (await api.get<{ analysis: { vendor: AnalysisVendor } }>(path)).analysis.vendor;
  } catch (error) {
    // Not published yet, or withdrawn.
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}
