import { describe, expect, it } from 'vitest';
import { clashOf } from '../../../src/domain/stack/clash-of.ts';
import { fillStack } from '../../../src/domain/stack/fill-stack.ts';
import { slotCandidates } from '../../../src/domain/stack/slot-candidates.ts';
import type { StackDetails } from '../../../src/domain/stack/stack-product.ts';
import { stackReport } from '../../../src/domain/stack/stack-report.ts';
import { emptyStack } from '../../../src/domain/stack/stack-state.ts';
import { product, smallRubric } from './small-catalogue.ts';

const free = { licence: 'MIT', price: 'free-oss' as const };
/** Mole and adder are vector databases, zebra an event bus that both name, crow a policy engine with a gap. */
const products = [
  product(0, { category: 'vector', levels: [4, 4, 3, 3], ...free, names: [] }),
  product(1, { category: 'vector', levels: [5, 4, 3, 3], ...free, names: [{ of: 2, as: 'name' }] }),
  product(2, { category: 'bus', levels: [3, 4, 3, 4], ...free, names: [{ of: 1, as: 'name' }] }),
  product(3, { category: 'policy', levels: [2, null, 4, 4], ...free, names: [{ of: 2, as: 'slug' }] }),
];
const question = { products, rubric: smallRubric, state: { ...emptyStack, fill: true } };

function details(place: number): [string, StackDetails] {
  const { slug, card } =
    products[place] ?? products[0] ?? product(0, { category: 'vector', levels: [], ...free, names: [] });
  const claim = (text: string) => ({
    text,
    kind: 'judgement' as const,
    origin: 'offline' as const,
    citations: [],
    searched: [],
  });
  const quote = (text: string) => ({
    ...{ url: `https://${slug}.example/`, title: slug, pageDigest: 'a'.repeat(64), textDigest: 'b'.repeat(64) },
    ...{ passageId: 'p1', start: 0, end: text.length, quote: text, fetchedAt: '2026-01-15T09:00:00.000Z' },
  });
  return [
    slug,
    {
      trustRisks: [
        { severity: place === 2 ? 'critical' : 'low', risk: claim(`Risk of ${slug}.`), mitigation: claim('Test it.') },
      ],
      integrations: card.integrates.map((name) => ({
        name,
        slug: null,
        citations: [quote(`${slug} works with ${name}.`)],
      })),
    },
  ];
}
const all = new Map([0, 1, 2, 3].map(details));

describe('A stack that is filled', () => {
  it('says of each choice what it was chosen from and what decided', () => {
    const { choices, open, proof } = fillStack(question);
    expect(proof).toBe('best');
    expect(open).toEqual(['testing']);
    expect(choices.map(({ category, slug }) => `${category}=${slug}`)).toEqual([
      'vector=adder-db',
      'bus=zebra-db',
      'policy=crow-db',
    ]);
    expect(choices[0]?.reason).toBe(
      'There are 2 products of this category. Product 1 is joined with Product 2 by both vendors’ documents: more than any other of them.',
    );
    expect(choices[2]?.reason).toBe(
      'The only product of its category. Apache Product 3 is joined with Product 2 by one vendor’s documents.',
    );
  });

  it('gives a state in which the choices are placed, which stands as it stood', () => {
    const { kept } = fillStack(question);
    const one = stackReport({ products, details: all }, question.state, smallRubric);
    const other = stackReport({ products, details: all }, kept, smallRubric);
    expect(other.layers.map(({ slots }) => slots.map(({ filled }) => filled?.slug))).toEqual(
      one.layers.map(({ slots }) => slots.map(({ filled }) => filled?.slug)),
    );
    expect(other.fill).toBeNull();
  });
});

describe('The report on a stack', () => {
  const report = stackReport({ products, details: all }, { ...question.state, context: 'internal' }, smallRubric);
  const filled = stackReport({ products, details: all }, question.state, smallRubric);

  it('names the weakest dimension and who causes it; one that was not assessed is weakest', () => {
    expect(filled.weakest.map(({ id, level, causes }) => [id, level, causes.map(({ slug }) => slug)])).toEqual([
      ['inpact.natural', null, ['crow-db']],
    ]);
  });

  it('counts what is covered, and orders gaps by severity and then as the industry closes layers', () => {
    expect(filled.coverage).toMatchObject({ needed: 4, filled: 3 });
    expect(report.gaps.map(({ category, severity }) => `${severity} ${category}`)).toEqual([
      'high policy',
      'low testing',
    ]);
    const empty = stackReport({ products: [], details: all }, { ...emptyStack, industry: 'healthcare' }, smallRubric);
    expect(empty.gaps.map(({ category }) => category)).toEqual(['vector', 'warehouse', 'testing', 'policy', 'bus']);
  });

  it('puts the risks of all together, the worst first, and says whose each is', () => {
    expect(filled.risks.map(({ slug, severity }) => `${severity} ${slug}`)).toEqual([
      'critical zebra-db',
      'low adder-db',
      'low crow-db',
    ]);
  });

  it('holds the quotes of both sides of an integration, and of one where only one vendor says so', () => {
    const told = filled.integrations.map(({ sides, says }) => [sides, says.map((side) => side.citations[0]?.quote)]);
    expect(told).toEqual([
      [2, ['adder-db works with Product 2.', 'zebra-db works with Product 1.']],
      [1, ['crow-db works with zebra-db.']],
    ]);
  });

  it('says whether every product passes the context, with figures where one does not', () => {
    expect(report.context?.passes).toBe(true);
    const placed = { ...emptyStack, context: 'internal' as const, placed: [{ category: 'policy', slug: 'crow-db' }] };
    const { context } = stackReport({ products, details: all }, placed, smallRubric);
    expect(context?.passes).toBe(false);
    expect(context?.failing).toEqual([
      {
        slug: 'crow-db',
        name: 'Apache Product 3',
        why: ['INPACT was assessed in 1 of 2 dimensions only (2 of 6), Internal tools asks for 5 over all.'],
      },
    ]);
    const candidate = slotCandidates({ products, rubric: smallRubric, state: placed }, 'policy')[0];
    expect(candidate?.passes).toBe(false);
  });

  it('tells apart a product that is unknown, one that belongs elsewhere, and details that were not handed in', () => {
    const state = {
      ...emptyStack,
      placed: [
        { category: 'vector', slug: 'nobody' },
        { category: 'bus', slug: 'crow-db' },
        { category: 'policy', slug: 'crow-db' },
      ],
    };
    const { problems, unread } = stackReport({ products, details: new Map() }, state, smallRubric);
    expect(problems.map(({ kind, slug }) => `${kind} ${slug}`)).toEqual([
      'unknown-product nobody',
      'other-category crow-db',
    ]);
    expect(unread).toEqual([{ slug: 'crow-db', name: 'Apache Product 3' }]);
  });

  it('explains a placed product that fails, and what dropping each part of the clash lets in', () => {
    const state = { ...emptyStack, context: 'internal' as const, placed: [{ category: 'policy', slug: 'crow-db' }] };
    const clash = clashOf({ products, rubric: smallRubric, state }, 'policy');
    expect(clash?.parts.map(({ constraint, effect }) => [constraint, effect])).toEqual([
      ['context', 'Without it Apache Product 3 passes.'],
    ]);
    expect(clash?.text).toBe('Nothing in the catalogue fills policy with Internal tools (INPACT 5, GOALS 4).');
  });
});
