import type { Analysis, Citation, Claim, FrameworkResult } from '../../../src/domain/analysis.ts';
import type { RiskSeverity } from '../../../src/domain/closed-lists.ts';
import { sha256 } from '../../../src/domain/digest.ts';
import { contextResults } from '../../../src/domain/levels.ts';
import type { Rubric } from '../../../src/domain/rubric.ts';
import type { TestOffice } from '../../actions/office.ts';
import { publishVersion } from '../../news/published-versions.ts';
import { type Invented, inventedSlug, inventedStack } from './invented-stack.ts';

/** Publishes every product of the invented catalogue, or those given. */
export async function publishStack(desk: TestOffice, products: readonly Invented[] = inventedStack): Promise<void> {
  for (const product of products) {
    const edit = (analysis: Analysis): void => becomes(analysis, product, desk.office.rubric);
    await publishVersion(desk, { slug: inventedSlug(product.name), words: `${product.name} is invented.`, edit });
  }
}

function becomes(analysis: Analysis, product: Invented, rubric: Rubric): void {
  const { name, layer, category, licence, levels, names } = product;
  const slug = inventedSlug(name);
  const price = { kind: licence === 'proprietary' ? ('usage-based' as const) : ('free-oss' as const), note: '' };
  const homepage = `https://${slug}.example/`;
  analysis.vendor = { slug, name, layer, category, entryType: 'product', homepage, price, licence };
  const [inpact = '', goals = ''] = levels.split(' ');
  analysis.frameworks = {
    inpact: frameworkOf(rubric, 'inpact', inpact),
    goals: frameworkOf(rubric, 'goals', goals),
  };
  analysis.contexts = contextResults(rubric.stack, analysis.frameworks);
  analysis.integrations = names.map((other) => ({
    name: other,
    slug: null,
    citations: [
      citation(slug, `${name} delivers to ${other} through a connector that its own documentation describes.`),
    ],
  }));
  analysis.trustRisks = [riskOf(product)];
}

function frameworkOf(rubric: Rubric, id: 'inpact' | 'goals', levels: string): FrameworkResult {
  const { dimensions, levels: table } = rubric[id];
  const max = Math.max(...table);
  const results = dimensions.map((dimension, at) => {
    const level = levels[at] === '-' ? null : Number(levels[at]);
    const status: FrameworkResult['dimensions'][number]['status'] = level === null ? 'not-assessed' : 'assessed';
    return { id: dimension.id, status, level, max, rationale: judgement('As invented.'), checks: [] };
  });
  const assessed = results.filter(({ level }) => level !== null);
  return {
    total: assessed.reduce((sum, { level }) => sum + (level ?? 0), 0),
    max: assessed.length * max,
    ...{ assessed: assessed.length, of: results.length, band: null, dimensions: results },
  };
}

function riskOf({ name, levels }: Invented): Analysis['trustRisks'][number] {
  const lowest = Math.min(...[...levels].map((level) => Number.parseInt(level, 10) || 1));
  const bySum: Record<number, RiskSeverity> = { 1: 'critical', 2: 'high', 3: 'medium' };
  return {
    severity: bySum[lowest] ?? 'low',
    risk: judgement(`An agent of another tenant may read what ${name} keeps when nothing parts them.`),
    mitigation: judgement('Give every tenant keys of its own, and test that one cannot read with another’s.'),
  };
}

function judgement(text: string): Claim {
  return { text, kind: 'judgement', origin: 'offline', citations: [], searched: [] };
}

function citation(slug: string, quote: string): Citation {
  const digest = sha256(quote);
  return {
    ...{ url: `https://docs.${slug}.example/connectors`, title: 'Connectors', pageDigest: digest, textDigest: digest },
    ...{ passageId: digest.slice(0, 16), start: 0, end: quote.length, quote, fetchedAt: '2026-03-01T10:00:00.000Z' },
  };
}
