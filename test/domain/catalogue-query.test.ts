import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { type CatalogueQuery, catalogueAddress, facets, readCatalogueQuery } from '../../src/domain/catalogue-query.ts';
import { chosenCards } from '../../src/domain/chosen-cards.ts';
import { ContextId, EntryType, Layer, PriceKind } from '../../src/domain/closed-lists.ts';
import { licenceWords } from '../../src/domain/licence-words.ts';
import type { ListedPublication } from '../../src/domain/publication-card.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { Vendor } from '../../src/domain/vendor.ts';

let rubric: Rubric;
beforeAll(async () => {
  rubric = await readRubric(join(import.meta.dirname, '..', '..', 'prompts', 'rubric'));
});

const categories = ['vector-database', 'data-quality', 'ml-serving', 'rag-framework'];
const licences = ['Apache-2.0', 'MIT', 'unknown'];
const some = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 }).map((all) => all.sort());

const anyQuery: fc.Arbitrary<CatalogueQuery> = fc.record({
  words: fc.string({ maxLength: 30 }).map((words) => words.trim().replace(/\s+/g, ' ')),
  layer: some(Layer.options),
  category: some(categories),
  price: some(PriceKind.options),
  licence: some(licences),
  type: some(EntryType.options),
  passes: some(ContextId.options),
  sort: fc.constantFrom('match', 'inpact', 'goals', 'name', 'fresh'),
  view: fc.constantFrom('cards', 'table'),
  page: fc.integer({ min: 1, max: 99_999 }),
  asOf: fc.constantFrom('', '2026-03-01', '2026-03-01T12:00:00Z'),
});

const framework = fc
  .record({ total: fc.integer({ min: 0, max: 36 }), assessed: fc.constantFrom(4, 6) })
  .map(({ total, assessed }) => ({ total, max: assessed * 6, assessed, of: 6, band: null, dimensions: [] }));

const anyCards = fc
  .array(
    fc.record({
      layer: fc.constantFrom(...Layer.options.slice(0, 3)),
      category: fc.constantFrom(...categories),
      price: fc.constantFrom(...PriceKind.options.slice(0, 3)),
      licence: fc.constantFrom(...licences),
      entryType: fc.constantFrom(...EntryType.options.slice(0, 3)),
      passed: fc.subarray([...ContextId.options]),
      inpact: framework,
      goals: framework,
      day: fc.integer({ min: 10, max: 28 }),
    }),
    { maxLength: 60 },
  )
  .map((made) =>
    made.map(
      ({ price, passed, day, ...card }, at): ListedPublication => ({
        ...{ id: `p${at}`, reviewId: 'r', slug: `s${String(at).padStart(3, '0')}`, version: 1, state: 'current' },
        ...{ approvedBy: 'a', approvedAt: '', publishedAt: '', contentDigest: '', withdrawn: null },
        card: {
          ...card,
          ...{ name: `N${String(at).padStart(3, '0')}`, homepage: '', summary: '', analyst: 'offline', integrates: [] },
          price: { kind: price, note: '' },
          readAt: `2026-01-${day}T00:00:00.000Z`,
          contexts: ContextId.options.map((id) => {
            const need = { needs: 20, pass: passed.includes(id) };
            return { id, inpact: need, goals: need };
          }),
        },
      }),
    ),
  );

describe('A query of the catalogue', () => {
  it('comes back from its address as it was', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const read = readCatalogueQuery(new URLSearchParams(catalogueAddress(query)), rubric);
        expect(read).toEqual({ query, unknown: [] });
      }),
    );
  });

  it('has one address, whatever order and form its parts came in', () => {
    const read = (text: string) => catalogueAddress(readCatalogueQuery(new URLSearchParams(text), rubric).query);
    expect(read('?price=paid&layer=L4&layer=L1&q=++a++b&page=1&view=cards&sort=match&layer=L4')).toBe(
      '?q=a+b&layer=L1&layer=L4&price=paid',
    );
    expect(read('?q=&layer=&sort=&page=&view=&as-of=')).toBe('');
    expect(read('?utm_source=mail&after=xyz')).toBe('');
  });

  it('names what it does not know and answers the rest', () => {
    const asked = new URLSearchParams('layer=L9&layer=L4&price=cheap&sort=best&page=-1&passes=finance');
    const { query, unknown } = readCatalogueQuery(asked, rubric);
    expect(query).toMatchObject({ layer: ['L4'], price: [], sort: 'match', page: 1, passes: ['finance'] });
    expect(unknown.sort()).toEqual(['layer=L9', 'page=-1', 'price=cheap', 'sort=best']);
  });

  it('takes every licence that a product may have', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (licence) => {
        if (!Vendor.shape.licence.safeParse(licence).success) return;
        const query = { ...everything, licence: [licence] };
        expect(readCatalogueQuery(new URLSearchParams(catalogueAddress(query)), rubric)).toEqual({
          ...{ query, unknown: [] },
        });
      }),
    );
    for (const licence of ['MIT, Apache-2.0', 'Elastic-2.0 & SSPL-1.0', 'Llama 3 Community Licence (Meta’s)']) {
      expect(readCatalogueQuery(new URLSearchParams({ licence }), rubric).unknown).toEqual([]);
    }
  });

  it('has one filter for one licence, however its capitals were entered and are written in an address', () => {
    const [one] = fc.sample(
      anyCards.filter(([first]) => first !== undefined),
      1,
    );
    const [first] = one ?? [];
    if (!first) throw new Error('no card');
    const cards = ['apache-2.0', 'Apache-2.0', 'APACHE-2.0 or mit'].map((licence, at) => ({
      ...first,
      slug: `s${at}`,
      card: { ...first.card, licence },
    }));
    const { query } = readCatalogueQuery(new URLSearchParams('licence=APACHE-2.0&licence=apache-2.0'), rubric);
    expect(query.licence).toEqual(['Apache-2.0']);
    const { total, counts } = chosenCards(cards, query, rubric, null);
    expect(total).toBe(2);
    expect([...counts.licence]).toEqual([
      ['Apache-2.0', 2],
      ['Apache-2.0 OR MIT', 1],
    ]);
    expect(licenceWords('apache-2.0')).toBe('Apache-2.0');
  });

  it('takes as many licences as are offered at once, and names the rest', () => {
    const many = new URLSearchParams(Array.from({ length: 30 }, (_, at) => `licence=L-${at + 10}`).join('&'));
    const { query, unknown } = readCatalogueQuery(many, rubric);
    expect(query.licence).toHaveLength(24);
    expect(unknown).toEqual(['34', '35', '36', '37', '38', '39'].map((at) => `licence=L-${at}`));
  });
});

describe('What a query chooses', () => {
  const wanted = (
    query: CatalogueQuery,
    { card, slug }: ListedPublication,
    found: ReadonlyMap<string, number> | null,
  ) =>
    (found === null || found.has(slug)) &&
    (query.layer.length === 0 || query.layer.includes(card.layer)) &&
    (query.category.length === 0 || query.category.includes(card.category)) &&
    (query.price.length === 0 || query.price.includes(card.price.kind)) &&
    (query.licence.length === 0 || query.licence.includes(card.licence)) &&
    (query.type.length === 0 || query.type.includes(card.entryType)) &&
    query.passes.every((id) => card.contexts.some((each) => each.id === id && each.inpact.pass && each.goals.pass));

  it('is what every card by itself says, and so is each number beside a filter', () => {
    fc.assert(
      fc.property(anyCards, anyQuery, fc.boolean(), (cards, query, isSearch) => {
        const found = isSearch
          ? new Map(cards.filter((_card, at) => at % 2 === 0).map(({ slug }, at) => [slug, at]))
          : null;
        const asked = { ...query, words: isSearch ? 'words' : '' };
        const { fitting, total, counts, without } = chosenCards(cards, asked, rubric, found);
        const count = (changed: CatalogueQuery, by = found) => cards.filter((card) => wanted(changed, card, by)).length;
        expect(fitting.map(({ slug }) => slug).sort()).toEqual(
          cards.filter((card) => wanted(asked, card, found)).map(({ slug }) => slug),
        );
        expect(total).toBe(fitting.length);
        for (const facet of facets) {
          for (const [value, number] of counts[facet]) {
            const chosen = facet === 'passes' ? [...new Set([...asked.passes, value])] : [value];
            expect([facet, value, number]).toEqual([facet, value, count({ ...asked, [facet]: chosen })]);
          }
        }
        for (const [condition, number] of without) {
          const dropped = condition === 'words' ? count(asked, null) : count({ ...asked, [condition]: [] });
          expect([condition, number]).toEqual([condition, dropped]);
        }
      }),
    );
  });

  it('is in the order asked for, and by name among equals', () => {
    fc.assert(
      fc.property(anyCards, fc.constantFrom('inpact', 'goals', 'fresh', 'name'), (cards, sort) => {
        const { fitting } = chosenCards(cards, { ...everything, sort }, rubric, null);
        const key = ({ card }: ListedPublication): number[] => {
          if (sort === 'fresh') return [Date.parse(card.readAt)];
          return sort === 'name' ? [] : [card[sort].total, card[sort].total / card[sort].max];
        };
        for (const [at, card] of fitting.entries()) {
          const next = fitting[at + 1];
          if (!next) continue;
          const [mine, theirs] = [key(card), key(next)];
          const differing = mine.findIndex((value, place) => value !== theirs[place]);
          if (differing === -1) expect(card.card.name < next.card.name).toBe(true);
          else expect(mine[differing]).toBeGreaterThan(theirs[differing] ?? 0);
        }
      }),
    );
  });

  it('is shown a page at a time, and the last page where the address asks for one beyond it', () => {
    fc.assert(
      fc.property(anyCards, fc.constantFrom('cards', 'table'), (cards, view) => {
        const first = chosenCards(cards, { ...everything, view }, rubric, null);
        const all = Array.from(
          { length: first.pages },
          (_, at) => chosenCards(cards, { ...everything, view, page: at + 1 }, rubric, null).shown,
        ).flat();
        expect(all).toEqual(first.fitting);
        const beyond = chosenCards(cards, { ...everything, view, page: 999 }, rubric, null);
        expect(beyond.page).toBe(first.pages);
      }),
    );
  });
});

const everything: CatalogueQuery = {
  ...{ words: '', layer: [], category: [], price: [], licence: [], type: [], passes: [] },
  ...{ sort: 'match', view: 'cards', page: 1, asOf: '' },
};
