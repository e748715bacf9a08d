import type { RunEstimate } from '../../domain/estimate-run.ts';
import { defaultBudgets } from '../../domain/run.ts';
import type { SiteView } from '../../domain/site-view.ts';

/** As many addresses as a look remembers; beyond that it stops counting. */
const mostCounted = 5_000;

interface Words {
  pages: string;
  cost: string;
}

/** How much of a site would be read and what that would cost, as people say it; null where nobody saw the site. */
export function estimateWords(
  site: SiteView | null,
  model: { analyst: string; estimate: (pages: number) => RunEstimate },
): Words | null {
  if (site?.kind !== 'seen') return null;
  const found = site.pages > mostCounted ? `more than ${mostCounted.toLocaleString('en')}` : String(site.pages);
  const read = site.pages > defaultBudgets.pages ? `; the best ${defaultBudgets.pages} are read` : '';
  const pages = site.pages === 1 ? '1 found, without links to more' : `${found} found${read}`;
  const { usd, cappedAt } = model.estimate(site.pages);
  if (model.analyst === 'offline') return { pages, cost: 'none: the offline analyst drafts' };
  if (usd === null) return { pages, cost: `not known: ${model.analyst} has no known price` };
  const cap = cappedAt === null ? '' : ', where the cap of a run stops it';
  return { pages, cost: `about $${usd.toFixed(2)} with ${model.analyst}${cap}` };
}
