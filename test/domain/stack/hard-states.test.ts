import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inventedCatalogue, seeded } from '../../../bench/stack/invented-catalogue.ts';
import { readRubric } from '../../../src/adapters/rubric-files.ts';
import { clashOf } from '../../../src/domain/stack/clash-of.ts';
import { fillStack } from '../../../src/domain/stack/fill-stack.ts';
import { readStackState } from '../../../src/domain/stack/read-stack-state.ts';
import { stackCatalogue } from '../../../src/domain/stack/stack-catalogue.ts';
import { stackConditions } from '../../../src/domain/stack/stack-conditions.ts';
import type { StackQuestion } from '../../../src/domain/stack/stack-question.ts';

/** States over 5,000 products whose best filling, or smallest clash, is more work than one answer may take. */

const rubric = await readRubric(join(import.meta.dirname, '..', '..', '..', 'prompts', 'rubric'));
const products = inventedCatalogue(5_000, rubric, 7);
const { links } = stackCatalogue(products, rubric.stack);
const conditions = stackConditions(rubric.stack).map(({ id }) => id);
/** By how many products documents join them with, the most first. */
const hubs = products
  .map(({ slug }, place) => ({ slug, joins: links[place]?.size ?? 0 }))
  .sort((a, b) => b.joins - a.joins)
  .map(({ slug }) => slug);

const asked = (query: string): StackQuestion => ({
  products,
  rubric,
  state: readStackState(new URLSearchParams(query), rubric).state,
});

/** Processor time in milliseconds. */
function costOf(work: () => unknown): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

// Measured alone 250 ms at most; other tests on the same two cores may slow this one down threefold, and the first pays for the compiler. It was 6,900 ms.
const mostMs = 1_000;

describe('A stack that is hard to fill', () => {
  const question = asked('linked=yes&fill=best&if=analytics,relationships-are-queried');
  const { choices, open, proof } = fillStack(question);

  it('is filled as well as was found, where the work does not suffice to prove it best', () => {
    expect(clashOf(question, null)).toBeNull();
    expect(choices.length).toBeGreaterThan(20);
    expect(open).toEqual([]);
    expect(['best', 'not-proven-best']).toContain(proof);
  });

  it('holds only products that documents join with another of it', () => {
    const standing = choices.map(({ slug }) => products.findIndex((product) => product.slug === slug));
    for (const product of standing) expect(standing.some((other) => links[product]?.has(other))).toBe(true);
  });

  it('is never empty because it is hard, over random states', () => {
    const random = seeded(3);
    for (let each = 0; each < 12; each += 1) {
      const holding = conditions.filter(() => random() < 0.5).join(',');
      const filled = fillStack(asked(`linked=yes&fill=best&if=${holding}`));
      expect({ holding, open: filled.open }).toEqual({ holding, open: [] });
    }
  });
});

describe('The work of one answer', () => {
  const states = [
    `linked=yes&goals=20&if=${conditions.slice(1, 6).join(',')}&out=${hubs.slice(0, 100).join(',')}`,
    `context=healthcare&linked=yes&licence=open-source&if=${conditions.join(',')}&out=${hubs.slice(0, 100).join(',')}`,
    `linked=yes&fill=best&if=${conditions.join(',')}`,
  ];

  it.each(states)('is bounded, whatever is asked: %.60s', (query) => {
    const question = asked(query);
    const cost = costOf(() => {
      clashOf(question, null);
      fillStack(question);
    });
    expect(cost).toBeLessThan(mostMs);
  });

  it('is asked for at most twenty exclusions, and says that more were left out', () => {
    const { state, problems } = readStackState(new URLSearchParams(`out=${hubs.slice(0, 21).join(',')}`), rubric);
    expect(state.excluded).toHaveLength(20);
    expect(problems.map(({ text }) => text)).toEqual(['Only the first 20 excluded products were kept.']);
  });

  it('is not done again for the same state', () => {
    const question = asked(states[0] ?? '');
    clashOf(question, null);
    expect(costOf(() => clashOf({ ...question, state: { ...question.state } }, null))).toBeLessThan(20);
  });
});

describe('A clash that was not proven', () => {
  // Every clash that is told is one, proven smallest or not: what is named cannot all hold.
  it('names constraints that cannot all hold', () => {
    const random = seeded(5);
    for (let each = 0; each < 6; each += 1) {
      const out = Array.from({ length: 20 }, () => hubs[Math.floor(random() ** 2 * 600)]).join(',');
      const question = asked(
        `linked=yes&context=healthcare&licence=open-source&inpact=${24 + each}&if=${conditions.join(',')}&out=${out}`,
      );
      const clash = clashOf(question, null);
      if (!clash) continue;
      const { state } = question;
      const named = new Set<string>(clash.parts.map(({ constraint }) => constraint));
      const only = {
        ...state,
        context: named.has('context') ? state.context : null,
        leastInpact: named.has('least-inpact') ? state.leastInpact : null,
        openSource: named.has('open-source'),
        linked: named.has('linked'),
        excluded: state.excluded.filter((slug) => named.has(`out:${slug}`)),
      };
      expect(clashOf({ ...question, state: only }, null)).not.toBeNull();
      if (clash.proof !== 'smallest') expect(clash.text).not.toContain('The fewest');
    }
  });
});
