import type { Analysis } from '../../../domain/analysis.ts';
import { distinct } from '../claims.ts';
import type { Material } from '../material.ts';
import { outsideSystem } from '../outside-system.ts';

/** Two citations prove a name; a page lists them all without becoming a second documentation. */
const citationsEach = 2;
const most = 40;

/** The outside systems that the documentation names, by name and without the product's own parts, each with where it says so. */
export function integrations(material: Material): Analysis['integrations'] {
  const byName = new Map<string, { name: string; citations: Analysis['integrations'][number]['citations'] }>();
  const { neighbours } = material.evidence.run.baseline;
  for (const { name: written, citation } of material.facts.integration) {
    const name = outsideSystem(written, material.vendor, neighbours);
    const key = name.toLowerCase();
    if (key === '') continue;
    const entry = byName.get(key) ?? { name, citations: [] };
    entry.citations.push(citation);
    byName.set(key, entry);
  }
  const slugs = new Map(neighbours.map(({ name, slug }) => [name.toLowerCase(), slug]));
  return [...byName.entries()]
    .slice(0, most)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { name, citations }]) => ({
      name,
      slug: slugs.get(key) ?? null,
      citations: distinct(citations).slice(0, citationsEach),
    }));
}
