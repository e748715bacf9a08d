import { asksReader } from './asks-reader.ts';
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
/** How the product reaches that system: its source, its sink, and what is set there so that somebody can read. */
const connection =
  /\b(?:a|an|the|this|your|each|every) (?:\w+ )?(?:(?<!\b(?:data|open) )source|sink)s?\b|\bso that (?:\w+ ){1,4}can\b/i;
/** What is to be done there leads up to it at most: "Grant the role so that the connector can read". */
const soThat = /^.*?\bso that\s/is;
/** A table of what the product can do there, not of that system's own settings. */
const rowOfFeatures = /^(?:features?|capabilit(?:y|ies)|functions?|functionality|operations?):\s/i;
/** What a site calls itself beside the product's name. */
const bookWords = /\b(?:the|docs?|documentation|manual|handbook)\b/gi;
const compares = /\b(?:compar\w*|alternatives?|versus|vs)\b/i;
/** Sentences that go on about what the heading or the sentence before names. */
const goesOn = /^(?:it|they|its|these|this (?:tool|project|system|service|platform))\b/i;

/** A statement and the title of its page, without the name of the site. */
interface Placed {
  text: string;
  /** Where what it says ends, in UTF-16 units. */
  end: number;
  kind: UnitKind;
  title: string;
}

/**
 * Whether a statement goes on about another system that its section is on: one below "Installing Foo" or "Setting up Foo"
 * that neither names the product before it says so nor speaks of the connection between the two, or below "Foo" one that
 * begins "It supports …" and a row of its settings.
 */
export function isInOtherSection(
  { text, end, kind, title }: Placed,
  headings: readonly string[],
  ownName: ReadonlySet<string>,
): boolean {
  const closest = headings.at(-1);
  if (closest === undefined) return false;
  const isNamedIn = (words: string) => [...ownName].some((own) => words.toLowerCase().includes(own));
  const said = text.slice(0, end);
  if (isNamedIn(said)) return false;
  // A title that is nothing but the product's name stands above all that a site tells.
  const words = title.replace(bookWords, ' ').trim().split(/\s+/);
  const isTitled = isNamedIn(title) && words.length > ownName.size;
  const isOwnRow =
    rowOfFeatures.test(text) &&
    (isTitled || headings.some(isNamedIn)) &&
    !headings.some((heading) => compares.test(heading));
  const isOn = kind === 'row' ? !isOwnRow : goesOn.test(text);
  if (!isNamedIn(closest) && namesOther.test(closest) && isOn) return true;
  return headings.some((heading) => !isNamedIn(heading) && isDoneToOther(heading, text, said));
}

/** Whether what stands below such a heading is done to the other system. */
function isDoneToOther(heading: string, text: string, said: string): boolean {
  const [, verb = '', system = ''] = worksOnOther.exec(heading) ?? [];
  if (!/^(?:set|configur|prepar)/i.test(verb)) return verb !== '';
  if (goesOn.test(text)) return true;
  if (workedWith.has(system.toLowerCase())) return false;
  return !connection.test(text) || asksReader(said.replace(soThat, ''));
}
