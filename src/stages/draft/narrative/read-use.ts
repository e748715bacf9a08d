import { z } from 'zod';
import type { Claim, Scenario } from '../../../domain/analysis.ts';
import { Fit, Layer } from '../../../domain/closed-lists.ts';
import { Item } from './item.ts';
import type { Drafted, Prose } from './prose.ts';
import { alternativesFrom } from './read-alternatives.ts';
import { pocFrom } from './read-poc.ts';
import type { Scale } from './scale.ts';
import { entryOf, type Section, sectionOf } from './section.ts';
import { type Weighed, weighItem } from './weigh-item.ts';

export const Use = z.strictObject({
  bestFor: z.array(Item),
  scenarios: z.array(z.strictObject({ fit: Fit, scenario: Item, reason: Item })),
  integration: z.strictObject({ role: Item, upstream: Item, downstream: Item }),
  stackImpact: z.array(z.strictObject({ layer: Layer, effect: Item })),
  alternatives: z.array(z.strictObject({ product: z.string(), reason: Item })),
  pocChecklist: z.array(
    z.strictObject({
      week: z.union([z.literal(1), z.literal(2)]),
      dimension: z.string(),
      test: z.string(),
      passes: z.string(),
    }),
  ),
});

/** For whom and for what, how it sits among other systems, what else there is, and what to try in two weeks. */
export function readUse(reply: z.infer<typeof Use>, scale: Scale): Drafted {
  const suited = reply.bestFor.map((item, index) =>
    entryOf(
      [weighItem(item, { path: `industryFit.bestFor.${index}`, kinds: ['cited', 'judgement'], words: [3, 30] }, scale)],
      ([claim]) => claim as Claim,
    ),
  );
  const works = reply.scenarios.map(({ fit, scenario, reason }, index) =>
    entryOf<Scenario>(
      [
        weighItem(
          scenario,
          { path: `scenarios.${index}.scenario`, kinds: ['cited', 'judgement'], words: [4, 30] },
          scale,
        ),
        weighItem(reason, { path: `scenarios.${index}.reason`, kinds: ['cited', 'absence'], words: [5, 40] }, scale),
      ],
      ([first, second]) => ({ fit, scenario: first as Claim, reason: second as Claim }),
    ),
  );
  return {
    bestFor: sectionOf(suited, { path: 'industryFit.bestFor', least: 1, most: 6, key: ({ text }) => text }),
    scenarios: sectionOf(works, {
      path: 'scenarios',
      least: 2,
      most: 6,
      key: ({ scenario }) => scenario.text,
      whole: (kept) =>
        (['strong', 'weak'] as const)
          .filter((wanted) => !kept.some(({ fit }) => fit === wanted))
          .map((wanted) => `no scenario is ${wanted}: add one.`),
    }),
    integration: integrationFrom(reply.integration, scale),
    stackImpact: stackFrom(reply.stackImpact, scale),
    alternatives: alternativesFrom(reply.alternatives, scale),
    pocChecklist: pocFrom(reply.pocChecklist, scale),
  };
}

function integrationFrom(
  items: Record<'role' | 'upstream' | 'downstream', Item>,
  scale: Scale,
): Section<Prose['integration']> {
  const weighed = (['role', 'upstream', 'downstream'] as const).map(
    (place): Weighed =>
      weighItem(items[place], { path: `integration.${place}`, kinds: ['cited', 'judgement'], words: [5, 45] }, scale),
  );
  const { value, complaints } = entryOf(weighed, ([role, upstream, downstream]) => ({
    role: role as Claim,
    upstream: upstream as Claim,
    downstream: downstream as Claim,
  }));
  return {
    value,
    complaints,
    dropped: weighed.filter(({ claim }) => claim === null).length,
    stronger: weighed.filter(({ stronger }) => stronger).length,
  };
}

/** Its own layer by judgement or quote; another layer only where a quote shows contact with it. */
function stackFrom(lines: readonly { layer: Layer; effect: Item }[], scale: Scale): Section<Prose['stackImpact']> {
  const own = scale.material.vendor.layer;
  const entries = lines.map(({ layer, effect }, index) =>
    entryOf(
      [
        weighItem(
          effect,
          {
            path: `stackImpact.${index}.effect`,
            kinds: layer === own ? ['cited', 'judgement'] : ['cited'],
            words: [4, 40],
          },
          scale,
        ),
      ],
      ([claim]) => ({ layer, effect: claim as Claim }),
    ),
  );
  const section = sectionOf(entries, {
    path: 'stackImpact',
    least: 1,
    most: 7,
    key: ({ layer }) => layer,
    whole: (kept) => (kept.some(({ layer }) => layer === own) ? [] : [`the product's own layer ${own} is missing.`]),
  });
  return { ...section, value: section.value?.toSorted((a, b) => (a.layer < b.layer ? -1 : 1)) ?? null };
}
