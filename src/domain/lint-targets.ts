import type { Analysis, Claim } from './analysis.ts';

export interface ClaimAt {
  /** The path that a flag about it carries, such as `frameworks.goals.dimensions.0.rationale` or `strengths.1`. */
  path: string;
  claim: Claim;
}

/** Every claim of an analysis with its path, in the order of the page. */
export function claimsOf(analysis: Analysis): ClaimAt[] {
  const { frameworks, industryFit, integration } = analysis;
  return [
    { path: 'summary', claim: analysis.summary },
    ...listed('analysis', analysis.analysis),
    ...listed('trust', analysis.trust),
    ...(['inpact', 'goals'] as const).flatMap((framework) =>
      frameworks[framework].dimensions.map((dimension, index) => ({
        path: `frameworks.${framework}.dimensions.${index}.rationale`,
        claim: dimension.rationale,
      })),
    ),
    ...listed('strengths', analysis.strengths),
    ...listed('limitations', analysis.limitations),
    ...listed('industryFit.bestFor', industryFit.bestFor),
    { path: 'industryFit.compliance', claim: industryFit.compliance },
    ...listed('industryFit.caution', industryFit.caution),
    ...analysis.alternatives.map((item, index) => ({ path: `alternatives.${index}.reason`, claim: item.reason })),
    { path: 'integration.role', claim: integration.role },
    { path: 'integration.upstream', claim: integration.upstream },
    { path: 'integration.downstream', claim: integration.downstream },
    ...analysis.trustRisks.flatMap((item, index) => [
      { path: `trustRisks.${index}.risk`, claim: item.risk },
      { path: `trustRisks.${index}.mitigation`, claim: item.mitigation },
    ]),
    ...analysis.scenarios.flatMap((item, index) => [
      { path: `scenarios.${index}.scenario`, claim: item.scenario },
      { path: `scenarios.${index}.reason`, claim: item.reason },
    ]),
    ...analysis.stackImpact.map((item, index) => ({ path: `stackImpact.${index}.effect`, claim: item.effect })),
    ...analysis.watchFor.flatMap((item, index) => [
      { path: `watchFor.${index}.signal`, claim: item.signal },
      { path: `watchFor.${index}.why`, claim: item.why },
    ]),
  ];
}

function listed(path: string, claims: readonly Claim[]): ClaimAt[] {
  return claims.map((claim, index) => ({ path: `${path}.${index}`, claim }));
}
