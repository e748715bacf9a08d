import { knownSystems } from './known-systems.ts';
import type { UnitKind } from './phrase-unit.ts';

/** Where products run, and what they are written in: a heading that names one speaks of the product there. */
const grounds = new Set(
  `kubernetes|openshift|docker|podman|helm|aws|amazon web services|ec2|azure|google cloud|gcp|eks|gke|aks|cloudflare|linux|windows|macos|ubuntu
  |python|java|node.js|go|rust|terraform|ansible`
    .split('|')
    .map((each) => each.trim()),
);

const name = knownSystems
  .filter((system) => !grounds.has(system))
  .sort((a, b) => b.length - a.length)
  .map((system) => system.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|');

/** Systems that a product works with for sign-in, secrets, measurements and messages: to configure one is to configure the product for it. */
const workedWith = new Set(
  `okta|auth0|keycloak|auth service|cognito|active directory|ldap server|vault|opa|opentelemetry|prometheus|grafana|loki|tempo|jaeger|zipkin
  |datadog|new relic|splunk|elastic|cloudwatch|statsd|graphite|victoriametrics|pagerduty|slack|discord|github|gitlab|jira|openai|anthropic
  |gemini|bedrock|azure openai|vertex ai`
    .split('|')
    .map((each) => each.trim()),
);

/** "Setting up PostgreSQL", "2. Install Kafka": what stands below is done to that system. */
const worksOnOther = new RegExp(
  `^(?:\\d+[.)]\\s*)?(?:step \\d+:?\\s*)?(set(?:ting)? up|install(?:ing)?|deploy(?:ing)?|creat(?:e|ing)|configur(?:e|ing)|explor(?:e|ing)|start(?:ing)?|about|what is|prepar(?:e|ing))\\s(?:the |an? |your )?(?:apache |amazon |google |microsoft )?(${name})(?:\\s(?:instance|server|cluster|database|web ui|ui|broker|operator|installation|service|locally))?\\s*\\??$`,
  'i',
);
/** "Grafana": what stands below tells of that system, or of the product beside it. */
const namesOther = new RegExp(
  `^(?:\\d+[.)]\\s*)?(?:apache |amazon |google |microsoft )?(?:${name})(?:\\s(?:service mesh|web ui|ui|server))?$`,
  'i',
);
/** What one sets up in another system: its parts, and what it asks its own administrator for. */
const partOfOther =
  /\b(?:instances?|clusters?|servers?|brokers?|databases?|schemas?|roles?|users?|accounts?|passwords?|privileges?|permissions?|grants?|replication|replica sets?|web ui|ui|console|log(?:s|ging)?|tenants?|buckets?|topics?|partitions?|queues?|tables?|nodes?|ports?|files?|settings?|propert(?:y|ies))\b/i;
/** A table of what the product can do there, not of that system's own settings. */
const rowOfFeatures = /^(?:features?|capabilit(?:y|ies)|functions?|functionality|operations?):\s/i;
const compares = /\b(?:compar\w*|alternatives?|versus|vs)\b/i;
/** Sentences that go on about what the heading or the sentence before names. */
const goesOn = /^(?:it|they|its|these|this (?:tool|project|system|service|platform))\b/i;

/**
 * Whether a statement goes on about another system that its section is on: one below "Installing Foo" that does not name the
 * product before it says so, one on a part of Foo below "Setting up Foo", or below "Foo" one that begins "It supports …" and
 * a row of its settings.
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
  const isOwnRow = rowOfFeatures.test(text) && !headings.some((heading) => compares.test(heading));
  const isOn = kind === 'row' ? !isOwnRow : goesOn.test(text);
  if (isOther(closest) && namesOther.test(closest) && isOn) return true;
  return headings.some((heading) => isOther(heading) && isDoneToOther(heading, text));
}

/** Whether what stands below such a heading is done to the other system. */
function isDoneToOther(heading: string, text: string): boolean {
  const [, verb = '', system = ''] = worksOnOther.exec(heading) ?? [];
  if (!/^(?:set|configur|prepar)/i.test(verb)) return verb !== '';
  return !workedWith.has(system.toLowerCase()) && partOfOther.test(text);
}
