import { knownSystems } from './known-systems.ts';
import type { UnitKind } from './phrase-unit.ts';

/** Where products run, and what they are written in: a heading that names one speaks of the product there. */
const grounds = new Set(
  `kubernetes|openshift|docker|podman|helm|aws|amazon web services|azure|google cloud|gcp|eks|gke|aks|cloudflare|linux|windows|macos|ubuntu
  |python|java|node.js|go|rust|terraform|ansible`
    .split('|')
    .map((each) => each.trim()),
);

const name = knownSystems
  .filter((system) => !grounds.has(system))
  .sort((a, b) => b.length - a.length)
  .map((system) => system.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|');

/** "Setting up PostgreSQL", "2. Install Kafka": what stands below is done to that system. */
const worksOnOther = new RegExp(
  `^(?:\\d+[.)]\\s*)?(?:step \\d+:?\\s*)?(?:set(?:ting)? up|install(?:ing)?|deploy(?:ing)?|creat(?:e|ing)|configur(?:e|ing)|explor(?:e|ing)|start(?:ing)?|about|what is|prepar(?:e|ing))\\s(?:the |an? |your )?(?:apache |amazon |google |microsoft )?(?:${name})(?:\\s(?:instance|server|cluster|database|web ui|ui|broker|operator|installation|service|locally))?\\s*\\??$`,
  'i',
);
/** "Grafana": what stands below tells of that system, or of the product beside it. */
const namesOther = new RegExp(
  `^(?:\\d+[.)]\\s*)?(?:apache |amazon |google |microsoft )?(?:${name})(?:\\s(?:service mesh|web ui|ui|server))?$`,
  'i',
);
/** Sentences that go on about what the heading or the sentence before names. */
const goesOn = /^(?:it|they|its|these|this (?:tool|project|system|service|platform))\b/i;

/**
 * Whether a statement goes on about another system that its section is on: one below "Setting up Foo" that does not name the
 * product before it says so, or below "Foo" one that begins "It supports …" and a row of a table.
 */
export function isInOtherSection(
  { text, end, kind }: { text: string; end: number; kind: UnitKind },
  headings: readonly string[],
  ownName: ReadonlySet<string>,
): boolean {
  const closest = headings.at(-1);
  if (closest === undefined) return false;
  const said = text.slice(0, end).toLowerCase();
  if ([...ownName].some((own) => said.includes(own))) return false;
  const isOther = (heading: string) => ![...ownName].some((own) => heading.toLowerCase().includes(own));
  if (isOther(closest) && namesOther.test(closest) && (kind === 'row' || goesOn.test(text))) return true;
  return headings.some((heading) => isOther(heading) && worksOnOther.test(heading));
}
