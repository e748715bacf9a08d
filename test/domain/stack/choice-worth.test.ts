import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChoiceModel, OptionLink } from '../../../src/domain/stack/choice-model.ts';
import { choiceWorth } from '../../../src/domain/stack/choice-worth.ts';

/** Models of up to five slots with up to five options, many links, and figures so small that most of them tie. */
const model: fc.Arbitrary<ChoiceModel> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    gains: fc.array(fc.nat({ max: 3 }), { minLength: 25, maxLength: 25 }),
    needs: fc.oneof(fc.constant([]), fc.array(fc.boolean(), { minLength: 25, maxLength: 25 })),
    links: fc.array(fc.tuple(fc.nat({ max: 24 }), fc.nat({ max: 24 }), fc.nat({ max: 4 })), { maxLength: 60 }),
  })
  .map(({ sizes, gains, needs, links }) => {
    let next = 0;
    const slots = sizes.map((size) => Array.from({ length: size }, () => next++));
    const slotOf = slots.flatMap((options, slot) => options.map(() => slot));
    const between = new Map<string, [number, number, number]>();
    for (const [a, b, weight] of links) {
      const [from, to] = [a % next, b % next];
      if (slotOf[from] !== slotOf[to]) between.set([from, to].sort().join(), [from, to, weight]);
    }
    const linksOf = (option: number): OptionLink[] =>
      [...between.values()].flatMap(([from, to, weight]) =>
        from === option ? [{ to, weight }] : to === option ? [{ to: from, weight }] : [],
      );
    const options = slots.flat();
    return {
      slots,
      gain: options.map((option) => gains[option] ?? 0),
      links: options.map(linksOf),
      needsLink: options.map((option) => needs[option] ?? false),
    };
  });

/** Every choice looked at: its worth, or null where an option lacks the link that it needs. */
function worth({ gain, links, needsLink }: ChoiceModel, picks: number[]): number | null {
  let sum = 0;
  for (const pick of picks) {
    const standing = (links[pick] ?? []).filter(({ to }) => picks.includes(to));
    if (needsLink[pick] && standing.length === 0) return null;
    sum += (gain[pick] ?? 0) + standing.reduce((all, { weight }) => all + weight, 0) / 2;
  }
  return sum;
}

function bruteForce(model: ChoiceModel): { picks: number[]; value: number } | null {
  let choices: number[][] = [[]];
  for (const options of model.slots) choices = choices.flatMap((picks) => options.map((option) => [...picks, option]));
  let best: { picks: number[]; value: number } | null = null;
  // In the order of options, slot by slot: the first of equals stays.
  for (const picks of choices) {
    const value = worth(model, picks);
    if (value !== null && (best === null || value > best.value)) best = { picks, value };
  }
  return best;
}

describe('The best choice', () => {
  it('is the first of the best by looking at every choice', () => {
    fc.assert(
      fc.property(model, (each) => {
        const found = choiceWorth(Number.NEGATIVE_INFINITY, each, { work: { left: 10_000_000 }, anyOfEqual: false });
        const expected = bruteForce(each);
        expect(found).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
