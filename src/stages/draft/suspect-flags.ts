import type { Flag } from '../../domain/analysis.ts';
import type { Evidence } from '../../domain/evidence.ts';

/** That pages address a model rather than a reader: what was kept out of the evidence, for a person to see. */
export function suspectFlags({ suspects: found }: Evidence): Flag[] {
  if (found.length === 0) return [];
  const urls = [...new Set(found.map(({ url }) => url))].sort();
  return [
    {
      kind: 'injection-suspected',
      severity: 'warns',
      target: 'crawl',
      message: `${found.length} passage(s) address a model rather than a reader and were kept out of the evidence: ${urls.slice(0, 5).join(', ')}.`,
    },
  ];
}
