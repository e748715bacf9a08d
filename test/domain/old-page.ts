import type { Analysis, Claim, DimensionResult, FrameworkResult } from '../../src/domain/analysis.ts';
import type { Framework, Rubric } from '../../src/domain/rubric.ts';

const at = '2026-03-01T08:00:00.000Z';

/** A statement as the old page makes them: nothing behind it. */
function bare(text: string): Claim {
  return { text, kind: 'judgement', origin: 'person', citations: [], searched: [] };
}

/**
 * The page that this product replaces, entered by hand: its facts, levels, order and defects, in words of our own. Both
 * frameworks are printed out of six a dimension, and nothing is cited.
 */
export function oldPage(rubric: Rubric): Analysis {
  return {
    schemaVersion: 1,
    vendor: {
      slug: 'kserve',
      name: 'KServe',
      layer: 'L4',
      category: 'ml-serving',
      entryType: 'self-hosted-open-source',
      homepage: 'https://kserve.github.io/website/',
      price: { kind: 'free-oss', note: '' },
      licence: 'Apache-2.0',
    },
    producer: { version: '0', analyst: 'offline', rubricDigest: rubric.digest, promptDigests: {}, createdAt: at },
    crawl: { startedAt: at, endedBy: 'done', pages: [] },
    frameworks: {
      inpact: framework(rubric.inpact, { total: 26, max: 36 }, [
        [4, 'Latency of inference depends on the model.'],
        [4, 'gRPC, OpenAPI, V2 protocol.'],
        [4, 'RBAC of the cluster and mesh policies.'],
        [5, 'Runs wherever the cluster runs.'],
        [5, 'Metadata of models and their version graph.'],
        [4, 'Telemetry, metrics and events.'],
      ]),
      goals: framework(rubric.goals, { total: 19, max: 25 }, [
        [4, 'Mesh and canary. 3/6 -> 4.'],
        [4, 'Telemetry and metrics. 3/6 -> 4.'],
        [4, '5/6 -> 4.'],
        [3, '1/6 -> 3.'],
        [4, '5/6 -> 4.'],
      ]),
    },
    contexts: [],
    raise: [],
    summary: bare(
      'Open-source model serving for Kubernetes with autoscaling, canary releases and explainers. Apache-2.0 under the Linux Foundation.',
    ),
    analysis: [
      bare('KServe is open-source model serving for Kubernetes — Apache-2.0 under the Linux Foundation.'),
      bare('Pick it where Kubernetes skill and autoscaling are wanted.'),
    ],
    trust: [
      bare('It takes over the trust of the cluster entirely.'),
      bare(
        'This is the strongest governance integration in model serving: policy-aware ABAC across the inference stack.',
      ),
    ],
    strengths: [bare('Explainability hooks'), bare('V2 inference protocol')],
    limitations: [bare('Kubernetes skill required'), bare('Less at home in Python than BentoML')],
    industryFit: {
      bestFor: [bare('Platforms on Kubernetes')],
      compliance: bare('Open source; compliance comes with the attested cluster underneath.'),
      caution: [bare('Teams without Kubernetes')],
    },
    alternatives: [
      { name: 'BentoML', slug: null, reason: bare('BentoML for Python. KServe for Kubernetes.') },
      { name: 'vLLM', slug: null, reason: bare('vLLM for language models. KServe for any model.') },
    ],
    integration: {
      role: bare('Model serving on Kubernetes with autoscaling.'),
      upstream: bare('Custom resources of the cluster.'),
      downstream: bare('Inference interface, events and telemetry.'),
    },
    trustRisks: [
      {
        severity: 'high',
        risk: bare('Too little Kubernetes skill: operation overwhelms the team'),
        mitigation: bare('Use BentoML if Kubernetes is no hard requirement.'),
      },
    ],
    scenarios: [
      {
        fit: 'strong',
        scenario: bare('A platform on Kubernetes with canary releases'),
        reason: bare('What KServe is made for.'),
      },
      { fit: 'weak', scenario: bare('Python teams without Kubernetes skill'), reason: bare('BentoML is simpler.') },
    ],
    stackImpact: [
      { layer: 'L4', effect: bare('L4 model serving on Kubernetes.') },
      { layer: 'L5', effect: bare('L5 governance through RBAC of the cluster.') },
      { layer: 'L7', effect: bare('Pairs with workflows for pipelines.') },
    ],
    watchFor: [],
    pocChecklist: [],
    integrations: [],
    flags: [],
    usage: { modelCalls: 0, cachedCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: null, seconds: 0 },
  };
}

function framework(
  of: Framework,
  totals: { total: number; max: number },
  rows: [level: number, rationale: string][],
): FrameworkResult {
  const dimensions = of.dimensions.map(({ id }, index): DimensionResult => {
    const [level, rationale] = rows[index] ?? [1, ''];
    return { id, status: 'assessed', level, max: 6, rationale: bare(rationale), checks: [] };
  });
  return { ...totals, assessed: dimensions.length, of: dimensions.length, band: null, dimensions };
}
