import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { openOffice, type TestOffice } from '../actions/office.ts';
import { brokenPromise } from './broken-promise.ts';
import { type Outcome, openScene } from './scene.ts';
import { aStep } from './steps.ts';
import { thinAnalysis } from './thin-analysis.ts';

const soak = process.env.ASSAY_SOAK === '1';
const sequences = soak ? 5000 : 1000;
/** A draft is looked at, edited, returned, edited, approved, published and withdrawn in seven. */
const mostSteps = 9;

let desk: TestOffice;
let analysis: Analysis;
beforeAll(async () => {
  desk = await openOffice();
  analysis = await thinAnalysis(desk.office.store.bodies);
});
afterAll(() => desk.close());

describe('Whatever people do with drafts, in any order', () => {
  it(`keeps every promise after each step of ${sequences} sequences`, { timeout: 3_600_000 }, async () => {
    const outcomes = new Map<Outcome, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.record({ fourEyes: fc.boolean() }),
        fc.array(aStep, { minLength: 4, maxLength: mostSteps, size: 'max' }),
        async ({ fourEyes }, steps) => {
          const scene = await openScene(desk, { analysis, fourEyes });
          for (const step of steps) {
            const outcome = await step.run(scene);
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
            expect(await brokenPromise(scene), `after: ${step}`).toBeNull();
          }
        },
      ),
      { numRuns: sequences, seed: 20260301, endOnFailure: false },
    );
    // What never happened was not put to the test.
    const often = (outcome: Outcome) => outcomes.get(outcome) ?? 0;
    const least = sequences / 200;
    for (const outcome of [
      'edited',
      'approved',
      'published',
      'returned',
      'rejected',
      'withdrawn',
      'assigned',
    ] as const) {
      expect(often(outcome), outcome).toBeGreaterThan(least);
    }
    for (const outcome of ['stale', 'closed', 'four-eyes', 'role-too-low', 'held', 'returned-since'] as const) {
      expect(often(outcome), outcome).toBeGreaterThan(least / 2);
    }
  });
});
