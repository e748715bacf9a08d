import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crawlPlanText } from '../../src/cli/crawl-plan-text.ts';
import type { CrawlPlan } from '../../src/domain/crawl-plan.ts';
import { estimateRun } from '../../src/domain/estimate-run.ts';
import { pricedPlan } from '../../src/domain/priced-plan.ts';
import { estimateWords } from '../../src/web/workspace/estimate-words.ts';

const uncapped = { runUsd: null };
const price = { inputUsd: 5, outputUsd: 25, asOf: '2026-01-01' };

describe('What an analysis with a model would cost', () => {
  it('is worked out from the tokens that the benchmarks name, for the pages that they name', () => {
    const figures = readFileSync(join(import.meta.dirname, '../../bench/README.md'), 'utf8');
    const pages = Number(/`npx tsx bench\/model\.ts` on [^:]+: (\d+) pages/.exec(figures)?.[1]);
    const [input, output] = (/\(([\d,]+); output ([\d,]+)\)/.exec(figures) ?? [])
      .slice(1)
      .map((figure) => Number(figure.replaceAll(',', '')));
    const at = (inputUsd: number, outputUsd: number) =>
      estimateRun(pages, { price: { ...price, inputUsd, outputUsd }, caps: uncapped }).usd;
    expect(pages).toBeGreaterThan(0);
    expect([at(1_000_000, 0), at(0, 1_000_000)]).toEqual([input, output]);
    expect(estimateRun(pages, { price, caps: uncapped }).tokens).toBe((input ?? 0) + (output ?? 0));
  });

  it('is told by the command as by the web: as much as the cap of a run, and that it stops the run', () => {
    const picked = Array.from({ length: 119 }, (_, at) => `https://docs.acme.example/${at}`);
    const source = { url: 'https://docs.acme.example/', outcome: 'captured', reason: '' };
    const read = { least: 120, most: 120, full: true };
    const plan = { sources: [source], found: 120, read, picked, leftOut: [], elsewhere: [], estimate: { seconds: 60 } };
    const told = (runUsd: number | null, model = true): string =>
      lastLine(pricedPlan(plan, { price, caps: { runUsd }, model }));
    expect(told(0.5)).toMatch(/about \$0\.50, where the cap of a run stops it\.$/);
    expect(told(null)).toMatch(/about \$3\.\d\d\.$/);
    // What half a dollar buys of the tokens that the whole costs: the two belong to one run.
    const whole = estimateRun(120, { price, caps: uncapped });
    const bought = Math.round((whole.tokens * 0.5) / (whole.usd ?? 0) / 1000);
    expect(bought).toBeLessThan(100);
    expect(told(0.5)).toContain(`some ${bought} thousand tokens`);
    expect(estimateRun(120, { price, caps: { runUsd: 0 } })).toMatchObject({ tokens: 0, usd: 0, cappedAt: 0 });
    expect(told(0.5, false)).toContain('costs nothing');
    expect(estimateWords('a model', estimateRun(120, { price, caps: { runUsd: 0.5 } }))).toMatch(
      /about \$0\.50 .*, where the cap of a run stops it$/,
    );
  });
});

function lastLine(plan: CrawlPlan): string {
  return crawlPlanText(plan).at(-1) ?? '';
}
