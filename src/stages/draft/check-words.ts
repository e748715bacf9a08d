import { joined, lowered } from './phrasing.ts';

/** What a check shows where it is met, in part or ruled out: each fits after "documents". */
const things: Readonly<Record<string, string>> = {
  'instant.figure': 'measured speed',
  'instant.sub-second': 'answers below a second',
  'instant.tail': 'tail latency under load',
  'instant.shortcuts': 'shortcuts such as caching',
  'instant.under-load': 'means to stay fast under load',
  'instant.fresh': 'changes that take effect live',
  'natural.open-interface': 'open interfaces',
  'natural.sdks': 'client libraries',
  'natural.no-private-language': 'use without a private language',
  'natural.agent-interface': 'interfaces for agents',
  'natural.meaning': 'search by meaning',
  'natural.explore': 'an interactive trial',
  'permitted.authentication': 'authentication of callers',
  'permitted.roles': 'permissions through roles',
  'permitted.attributes': 'decisions on attributes',
  'permitted.isolation': 'isolated tenants with encryption',
  'permitted.access-audit': 'access records',
  'permitted.fine-control': 'control below the object',
  'adaptive.versions': 'versioned objects',
  'adaptive.gradual': 'a gradual rollout',
  'adaptive.elastic': 'capacity that follows demand',
  'adaptive.feedback': 'evaluation from feedback',
  'adaptive.drift': 'drift detection',
  'adaptive.portable': 'a portable deployment with an upgrade path',
  'contextual.integrations': 'named integrations',
  'contextual.breadth': 'a wide range of connectors',
  'contextual.live': 'live events',
  'contextual.metadata': 'exposed metadata',
  'contextual.modalities': 'support for several kinds of data',
  'contextual.composition': 'combined flows',
  'transparent.telemetry': 'logs with metrics',
  'transparent.traces': 'request tracing',
  'transparent.history': 'a kept history',
  'transparent.why': 'reasons for an output',
  'transparent.provenance': 'provenance of outputs',
  'transparent.open': 'open inner workings',
  'governance.change-record': 'records of changes',
  'governance.gates': 'gates before a change',
  'governance.rollback': 'rollback',
  'governance.compliance': 'compliance evidence',
  'governance.security-programme': 'a security programme',
  'governance.ownership': 'an accountable owner',
  'observability.metrics': 'metrics by name',
  'observability.tracing': 'a tracing guide',
  'observability.dashboards': 'monitoring templates',
  'observability.metering': 'metering of use',
  'observability.quality': 'quality monitoring',
  'observability.diagnosis': 'health checks with troubleshooting',
  'availability.ha': 'high availability',
  'availability.target': 'continuity of service',
  'availability.elastic': 'load spread over more machines',
  'availability.recovery': 'recovery steps',
  'availability.proven-scale': 'a proven scale',
  'availability.help': 'routes to help',
  'lexicon.concepts': 'defined terms',
  'lexicon.typed': 'typed schemas with versions',
  'lexicon.annotation': 'annotation',
  'lexicon.vocabulary': 'a business vocabulary',
  'lexicon.standards': 'shared standards',
  'lexicon.stability': 'rules for retiring interfaces',
  'solid.mature': 'stable releases',
  'solid.adopters': 'named users',
  'solid.validation': 'input validation',
  'solid.failure': 'failure behaviour',
  'solid.maintained': 'a release rhythm',
  'solid.quality-checks': 'quality checks',
};

/** What the check asks for, after "documents"; a check that the table does not know speaks with its label. */
export function thingOf({ check }: { check: { id: string; label: string } }): string {
  return things[check.id] ?? lowered(check.label);
}

/** The same without an article, to stand first or after a possessive. */
export function bareThing(item: { check: { id: string; label: string } }): string {
  return thingOf(item).replace(/^an? /, '');
}

/** What was looked for and not found, after "no": `list of its metrics by name, guide to tracing or route to help by name`. */
export function lacksOf(items: readonly { check: { sought: string } }[], most: number): string {
  return joined(
    items.slice(0, most).map(({ check }) => check.sought),
    'or',
  );
}
