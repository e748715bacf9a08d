import type { Analysis, CheckResult, Claim, FrameworkResult } from '../../domain/analysis.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { contextResults, raises } from '../../domain/levels.ts';
import { restatesDigits } from '../../domain/lint-frameworks.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { crawlOf } from './crawl-of.ts';
import { frameworkFrom } from './frameworks.ts';
import { type Material, materialFrom } from './material.ts';
import { alternatives } from './sections/alternatives.ts';
import { analysisText } from './sections/analysis.ts';
import { industryFit } from './sections/industry-fit.ts';
import { integration } from './sections/integration.ts';
import { integrations } from './sections/integrations.ts';
import { limitations } from './sections/limitations.ts';
import { pocChecklist } from './sections/poc-checklist.ts';
import { rationale } from './sections/rationale.ts';
import { scenarios } from './sections/scenarios.ts';
import { stackImpact } from './sections/stack-impact.ts';
import { strengths } from './sections/strengths.ts';
import { summary } from './sections/summary.ts';
import { trust } from './sections/trust.ts';
import { trustRisks } from './sections/trust-risks.ts';
import { watchFor } from './sections/watch-for.ts';
import { standings } from './standing.ts';

/** What was decided on every check, and what a model said of dimensions as a whole, by dimension id. */
export interface Decisions {
  checks: readonly CheckResult[];
  rationales: ReadonlyMap<string, Claim>;
}

/**
 * The document without what says how and when it was made, its sections written by rule, and what they were written from:
 * the same evidence and decisions give the same one.
 */
export function analysisFrom(
  evidence: Evidence,
  rubric: Rubric,
  { checks, rationales }: Decisions,
): { written: Omit<Analysis, 'producer' | 'usage'>; material: Material } {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const decisions = new Map(checks.map(({ id, decision }) => [id, decision]));
  const bare = {
    inpact: frameworkFrom(rubric.inpact, byId, decisions),
    goals: frameworkFrom(rubric.goals, byId, decisions),
  };
  const material = materialFrom(evidence, rubric, bare);
  const told = { material, rationales };
  const frameworks = { inpact: withRationales(bare.inpact, told), goals: withRationales(bare.goals, told) };
  const contexts = contextResults(rubric.stack, frameworks);
  const brief = summary(material);
  const { vendor } = evidence.run;
  const written: Omit<Analysis, 'producer' | 'usage'> = {
    schemaVersion: 1,
    vendor: {
      slug: vendor.slug,
      name: vendor.name,
      layer: vendor.layer,
      category: vendor.category,
      entryType: vendor.entryType,
      homepage: vendor.homepage,
      price: vendor.price,
      licence: vendor.licence,
    },
    crawl: crawlOf(evidence),
    frameworks,
    contexts,
    raise: [...raises(rubric.inpact, decisions), ...raises(rubric.goals, decisions)],
    summary: brief,
    analysis: analysisText(material, brief),
    trust: trust(material),
    strengths: strengths(material),
    limitations: limitations(material),
    industryFit: industryFit(material, contexts, brief),
    alternatives: alternatives(material),
    integration: integration(material),
    trustRisks: trustRisks(material),
    scenarios: scenarios(material),
    stackImpact: stackImpact(material),
    watchFor: watchFor(material),
    pocChecklist: pocChecklist(material),
    integrations: integrations(material),
    flags: [],
  };
  return { written, material };
}

function withRationales(
  framework: FrameworkResult,
  { material, rationales }: { material: Material; rationales: ReadonlyMap<string, Claim> },
): FrameworkResult {
  const all = standings(material);
  return {
    ...framework,
    dimensions: framework.dimensions.map((result) => {
      const model = rationales.get(result.id);
      const stands = model && result.status === 'assessed' && !restatesDigits(model.text);
      if (stands) return { ...result, rationale: model };
      const standing = all.find(({ dimension }) => dimension.id === result.id);
      return standing ? { ...result, rationale: rationale(standing, material) } : result;
    }),
  };
}
