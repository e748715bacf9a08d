import type { CheckResult } from '../../domain/analysis.ts';
import type { Fact } from '../../domain/evidence.ts';
import type { Placed } from '../../domain/product-kind.ts';
import type { Vendor } from '../../domain/vendor.ts';

/** What a definition says the product is: "an open-source {policy language} for …". */
const defined =
  /\b(?:is|are) (?:an?|the) ([^.;]*?)(?=,| (?:for|that|which|with|to|of|on|from|in|by|designed|built|written|originally) |[.;]|$)/i;
const insideOthers =
  /\b(?:language|library|libraries|sdk|framework|specification|spec|standard|file format|table format|data format|package|crate|module)$/i;
const byItself =
  /\b(?:database|platform|service|server|engine|store|system|proxy|gateway|catalog(?:ue)?|broker|warehouse|application|app|orchestrator|operator|daemon|cache)$/i;

/** What only something that runs by itself has: callers, ports, figures of its own. */
const servers: ReadonlySet<string> = new Set([
  'permitted.authentication',
  'permitted.isolation',
  'observability.metrics',
  'availability.ha',
]);

/** What the pages tell of the kind of a product: its definitions, best first, and what was decided on it. */
interface Told {
  definitions: readonly Fact[];
  results: readonly Pick<CheckResult, 'id' | 'decision'>[];
}

/**
 * Where the product stands for telling its gaps. "Product" is what an entry is called while nobody has said more, so that
 * there the pages are asked: the best definition that names a kind decides. What a person entered stands. `isKnown` is false
 * where neither says whether it runs by itself.
 */
export function placedByPages(vendor: Vendor, { definitions, results }: Told): Placed & { isKnown: boolean } {
  const { entryType, layer, category } = vendor;
  if (entryType !== 'product') return { entryType, layer, category, isKnown: true };
  for (const { citation } of definitions) {
    const head = defined.exec(citation.quote.replace(/\s+/g, ' '))?.[1] ?? '';
    if (byItself.test(head)) return { entryType, layer, category, isKnown: true };
    if (insideOthers.test(head)) return { entryType: 'framework', layer, category, isKnown: true };
  }
  const isServer = results.some(({ id, decision }) => decision === 'met' && servers.has(id));
  return { entryType, layer, category, isKnown: isServer };
}
