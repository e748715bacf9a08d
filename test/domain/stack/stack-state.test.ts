import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRubric } from '../../../src/adapters/rubric-files.ts';
import { ContextId, PriceKind } from '../../../src/domain/closed-lists.ts';
import { readStackState } from '../../../src/domain/stack/read-stack-state.ts';
import { slotSeverity } from '../../../src/domain/stack/slot-severity.ts';
import { stackAddress, stackParameters } from '../../../src/domain/stack/stack-address.ts';
import { stackConditions } from '../../../src/domain/stack/stack-conditions.ts';
import { emptyStack, type StackState } from '../../../src/domain/stack/stack-state.ts';

const rubric = await readRubric(join(import.meta.dirname, '..', '..', '..', 'prompts', 'rubric'));
const categories = rubric.stack.layers.flatMap((layer) => layer.categories);
const ids = categories.map(({ id }) => id);
const conditions = stackConditions(rubric.stack).map(({ id }) => id);
const read = (query: string) => readStackState(new URLSearchParams(query), rubric);

const slug = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/);
const states: fc.Arbitrary<StackState> = fc.record({
  industry: fc.constantFrom(...rubric.stack.industries.map(({ id }) => id)),
  context: fc.option(fc.constantFrom(...ContextId.options)),
  conditions: fc.subarray(conditions),
  leastInpact: fc.option(fc.integer({ min: 1, max: 36 })),
  leastGoals: fc.option(fc.integer({ min: 1, max: 25 })),
  openSource: fc.boolean(),
  prices: fc.subarray([...PriceKind.options]),
  linked: fc.boolean(),
  placed: fc
    .subarray(ids)
    .chain((chosen) => fc.tuple(...chosen.map((category) => slug.map((each) => ({ category, slug: each }))))),
  excluded: fc.uniqueArray(slug, { maxLength: 4 }).map((slugs) => [...slugs].sort()),
  fill: fc.boolean(),
  asOf: fc.option(fc.constantFrom('2026-03-01', '2026-03-01T12:00:00Z', '2026-03-01T12:00:00+01:00')),
  slot: fc.option(fc.constantFrom(...ids)),
});

describe('The address of a stack', () => {
  it('says the whole state, and is read back as it', () => {
    fc.assert(
      fc.property(states, (state) => {
        const { state: again, problems } = read(stackAddress(state));
        expect(problems).toEqual([]);
        expect(again).toEqual(state);
        expect(stackAddress(again)).toBe(stackAddress(state));
      }),
    );
  });

  it('is empty for an empty stack', () => {
    expect(stackAddress(emptyStack)).toBe('');
    expect(read('')).toEqual({ state: emptyStack, problems: [] });
  });

  it('never throws, whatever stands in it, and comes to rest after one reading', () => {
    const names = fc.oneof(fc.constantFrom(...stackParameters, ...ids), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string({ maxLength: 12 })), { maxLength: 6 }), (pairs) => {
        const { state } = readStackState(new URLSearchParams(pairs), rubric);
        expect(read(stackAddress(state)).state).toEqual(state);
      }),
    );
  });

  it('may come from a form: lists as repeated names, what was left empty left out', () => {
    const { state, problems } = read(
      'industry=&context=healthcare&if=analytics&if=regulated&price=paid&price=free-oss&inpact=',
    );
    expect(problems).toEqual([]);
    expect(stackAddress(state)).toBe('?context=healthcare&if=analytics,regulated&price=free-oss,paid');
  });

  it('keeps what it understands, and says of each other part what it was', () => {
    const { state, problems } = read(
      'context=hospital&inpact=99&vector-database=milvus,qdrant&colour=red&if=sunny&llm-access=No%20Slug&linked=maybe',
    );
    expect(stackAddress(state)).toBe('?vector-database=milvus');
    expect(problems.map(({ parameter }) => parameter).sort()).toEqual(
      ['colour', 'context', 'if', 'inpact', 'linked', 'llm-access', 'vector-database'].sort(),
    );
    for (const { kind, text } of problems) {
      expect(kind).toBe('not-understood');
      expect(text).toMatch(/^[“A-Zl].*\.$/);
    }
  });

  it('has a parameter of its own for every category', () => {
    expect(ids.filter((id) => (stackParameters as readonly string[]).includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('The severity of a slot', () => {
  const severity = (id: string, state: Partial<StackState>): string => {
    const category = categories.find((each) => each.id === id);
    if (!category) throw new Error(`The rubric has no category ${id}`);
    return slotSeverity(category, { ...emptyStack, ...state }, rubric).severity;
  };

  it('holds for a conditional category only while its condition does', () => {
    expect(severity('data-warehouse', {})).toBe('not-required');
    expect(severity('data-warehouse', { conditions: ['analytics'] })).toBe('medium');
    expect(severity('data-masking', { conditions: ['regulated'] })).toBe('critical');
  });

  it('is raised by an industry, whatever the condition', () => {
    expect(severity('data-masking', { industry: 'healthcare' })).toBe('critical');
    expect(severity('human-in-the-loop', { industry: 'healthcare' })).toBe('critical');
    expect(severity('human-in-the-loop', { industry: 'finance' })).toBe('not-required');
  });
});
