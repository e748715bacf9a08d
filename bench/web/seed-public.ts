import { type Analysis, contentDigest, type FrameworkResult } from '../../src/domain/analysis.ts';
import { EntryType, PriceKind } from '../../src/domain/closed-lists.ts';
import { sha256 } from '../../src/domain/digest.ts';
import { contextResults, dimensionLevel, frameworkTotal } from '../../src/domain/levels.ts';
import type { Framework, Rubric } from '../../src/domain/rubric.ts';
import type { Store } from '../../src/ports.ts';
import { walkQuillstore } from '../../test/actions/walked-draft.ts';
import { aVendor } from '../../test/contract/sample-records.ts';
import { walkToPublication } from '../../test/contract/walked-run.ts';
import { nameOf } from './varied-records.ts';

const licences = ['Apache-2.0', 'MIT', 'BSD-3-Clause', 'AGPL-3.0-only', 'MPL-2.0', 'proprietary', 'unknown'];
const firstDay = Date.parse('2026-01-01T08:00:00.000Z');
/** Products published at once: as many connections as the store has to PostgreSQL by default, so that none waits. */
const atOnce = 8;

/**
 * Fills a store with so many published products, each with a whole analysis: the invented product's, under another name, of
 * another layer, category, price and licence, with other checks met. Their records before the draft are small ones.
 */
export async function seedPublic(
  { store, rubric }: { store: Store; rubric: Rubric },
  products: number,
  tell: (text: string) => void,
): Promise<void> {
  await store.accounts.addPerson({ email: 'reviewer@company.example', role: 'reviewer' }, 'assay');
  const { analysis } = (await walkQuillstore(store.bodies)).draft;
  for (let from = 0; from < products; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, products - from) }, (_, at) => from + at);
    await Promise.all(numbers.map((number) => publishOne(store, productOf(analysis, { number, rubric }))));
    if (from % 400 === 0) tell(`${from} of ${products} products`);
  }
}

async function publishOne(store: Store, analysis: Analysis): Promise<void> {
  const { slug, name, layer, category } = analysis.vendor;
  const vendor = aVendor({ slug, name, layer, category });
  await store.vendors.add(vendor, 'bench@company.example');
  await walkToPublication(store, { vendor, draft: { analysis, contentDigest: contentDigest(analysis) } });
}

function productOf(analysis: Analysis, { number, rubric }: { number: number; rubric: Rubric }): Analysis {
  const chance = Buffer.from(sha256(`product ${number}`), 'hex');
  const pick = <T>(values: readonly T[], at: number): T => {
    const value = values[(chance[at] ?? 0) % values.length];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  const layer = pick(rubric.stack.layers, 20);
  const category = pick(layer.categories, 21);
  const slug = nameOf(number);
  const name = slug.charAt(0).toUpperCase() + slug.slice(1);
  const dropped = 0.02 + (chance[22] ?? 0) / 400;
  const inpact = varied(analysis.frameworks.inpact, rubric.inpact, { number, dropped });
  const goals = varied(analysis.frameworks.goals, rubric.goals, { number, dropped });
  const text = `${name} ${category.role}. It takes ${category.upstream} and serves ${category.downstream}.`;
  return {
    ...analysis,
    vendor: {
      ...{ slug, name, layer: layer.id, category: category.id, homepage: `https://${slug}.example/` },
      entryType: pick(EntryType.options, 23),
      price: { kind: pick(PriceKind.options, 24), note: '' },
      licence: pick(licences, 25),
    },
    crawl: { ...analysis.crawl, startedAt: new Date(firstDay + (number % 300) * 86_400_000).toISOString() },
    frameworks: { inpact, goals },
    contexts: contextResults(rubric.stack, { inpact, goals }),
    summary: { ...analysis.summary, text },
  };
}

/** The framework with some of its met checks not found, and the levels that follow. */
function varied(
  result: FrameworkResult,
  framework: Framework,
  by: { number: number; dropped: number },
): FrameworkResult {
  const dimensions = result.dimensions.map((dimension) => {
    const checks = dimension.checks.map((check) =>
      chanceOf(`${by.number} ${check.id}`) < by.dropped
        ? { ...check, decision: 'no-evidence' as const, why: 'No page that was read says so.', citations: [] }
        : check,
    );
    const decisions = new Map(checks.map(({ id, decision }) => [id, decision]));
    return { ...dimension, checks, ...dimensionLevel(framework, dimension, decisions) };
  });
  return { ...frameworkTotal(framework, dimensions), dimensions };
}

function chanceOf(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 8), 16) / 0xffffffff;
}
