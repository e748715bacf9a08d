import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../../src/domain/evidence.ts';
import { decideOffline } from '../../src/domain/offline-decision.ts';
import type { Check, Facet } from '../../src/domain/rubric.ts';

function facet(name: string, more: Partial<Facet> = {}): Facet {
  return { name, phrases: ['any'], distinct: 1, of: [], ...more };
}

function check(facets: Facet[], need?: number): Check {
  return {
    id: 'permitted.isolation',
    label: 'Isolation',
    question: '',
    counts: '',
    excludes: '',
    sought: '',
    fits: 'any',
    signals: { facets, need, partly: [], not: [] },
    search: ['any'],
    strength: '',
    limitation: '',
    risk: null,
    poc: { week: 1, test: '', passes: '1' },
    watch: null,
  };
}

let made = 0;
function quote(more: Partial<Quote> = {}): Quote {
  made += 1;
  const citation = {
    url: 'https://acme.example/a',
    title: 'A',
    pageDigest: 'a'.repeat(64),
    textDigest: 'b'.repeat(64),
    passageId: 'p',
    start: made * 100,
    end: made * 100 + 50,
    quote: 'A whole sentence of the documentation.',
    fetchedAt: '2026-01-01T00:00:00Z',
  };
  const plain = { stance: 'supports' as const, lane: 'signal' as const, facet: 'tls', hedged: false, found: 'TLS' };
  return { id: `q-${made}`, citation, ...plain, headings: [], flags: [], score: 3, ...more };
}

const decide = (of: Check, quotes: Quote[]) => decideOffline(of, { check: of.id, quotes, searched: [] });
const both = check([facet('tls'), facet('boundary')]);

describe('The offline decision', () => {
  it('is no evidence without a quote, and then shows none', () => {
    expect(decide(both, [])).toMatchObject({ decision: 'no-evidence', quotes: [] });
  });

  it('says what was looked for and not found, and which words showed what was found', () => {
    const sought = { ...both, sought: 'boundary between tenants together with TLS' };
    expect(decide(sought, []).why).toBe(
      'No sentence was found that shows any boundary between tenants together with TLS.',
    );
    const words = quote({ found: 'whole sentence' });
    expect(decide(check([facet('tls')]), [words]).why).toBe('Shown: tls (“whole sentence”).');
    // Words that stand nowhere as they are, or boast, are not said again.
    expect(decide(check([facet('tls')]), [quote({ found: 'put together' })]).why).toBe('Shown: tls.');
    const boast = quote({ found: 'best' });
    boast.citation.quote = 'It is the best there is.';
    expect(decide(check([facet('tls')]), [boast]).why).toBe('Shown: tls.');
  });

  it('is met when every facet has a plain quote', () => {
    const quotes = [quote(), quote({ facet: 'boundary' })];
    expect(decide(both, quotes)).toMatchObject({ decision: 'met', quotes: expect.arrayContaining(quotes) });
  });

  it('is met when as many facets as needed have one', () => {
    expect(decide(check([facet('tls'), facet('boundary')], 1), [quote()]).decision).toBe('met');
  });

  it('is partly when a facet is missing, and names it', () => {
    const { decision, why } = decide(both, [quote()]);
    expect(decision).toBe('partly');
    expect(why).toContain('Not found: boundary');
  });

  it.each([
    ['a reservation', { hedged: true }],
    ['a marketing page', { flags: ['marketing' as const] }],
    ['an old version', { flags: ['old-version' as const] }],
  ])('is partly at most when a facet rests on %s only', (words, weaker) => {
    const one = check([facet('tls')]);
    const { decision, why } = decide(one, [quote(weaker)]);
    expect(decision).toBe('partly');
    expect(why).toContain(words);
    expect(decide(one, [quote(weaker), quote()]).decision).toBe('met');
  });

  it('takes nothing from what a model found, for or against', () => {
    const one = check([facet('tls')]);
    const found = [
      quote({ lane: 'harvest' }),
      quote({ lane: 'harvest', facet: '' }),
      quote({ lane: 'harvest', facet: '', stance: 'contradicts' }),
      quote({ lane: 'harvest', facet: '', stance: 'limits' }),
    ];
    expect(decide(one, found)).toMatchObject({ decision: 'no-evidence', quotes: [] });
    const own = [quote(), quote({ stance: 'contradicts', facet: '' })];
    expect(decide(one, [...own, ...found])).toEqual(decide(one, own));
  });

  it('never rests on a passage that addresses a model', () => {
    expect(decide(check([facet('tls')]), [quote({ flags: ['injection-suspect'] })]).decision).toBe('no-evidence');
  });

  it('is partly when only a phrase for partly matched', () => {
    expect(decide(both, [quote({ facet: '', hedged: true })])).toMatchObject({ decision: 'partly' });
  });

  it('does not rest on what a search found', () => {
    expect(decide(check([facet('tls')]), [quote({ lane: 'search', facet: '' })]).decision).toBe('no-evidence');
  });

  it('is contradicted only where nothing positive stands', () => {
    const against = quote({ stance: 'contradicts' });
    expect(decide(both, [against])).toMatchObject({ decision: 'contradicted', quotes: [against] });
    expect(decide(check([facet('tls')]), [against, quote()]).decision).toBe('met');
    expect(decide(both, [against, quote({ hedged: true })]).decision).toBe('partly');
  });

  it('is not contradicted by what a search found', () => {
    expect(decide(both, [quote({ stance: 'contradicts', lane: 'search' })]).decision).toBe('no-evidence');
  });

  it('is not contradicted by what merely limits', () => {
    expect(decide(both, [quote({ stance: 'limits' })]).decision).toBe('no-evidence');
  });

  it('counts different values, not quotes', () => {
    const languages = check([facet('languages', { distinct: 2, of: ['(python|pyspark)', 'java', 'go'] })]);
    const named = (found: string) => quote({ facet: 'languages', found });
    expect(decide(languages, [named('Python'), named('PySpark')]).decision).toBe('partly');
    expect(decide(languages, [named('Python'), named('Java')])).toMatchObject({ decision: 'met' });
    expect(decide(languages, [named('Python, Java')]).quotes).toHaveLength(1);
  });

  it('shows every quote that a count needs', () => {
    const names = ['Foo', 'Bar', 'Baz', 'Qux', 'Quux', 'Corge'];
    const counted = check([facet('systems', { distinct: 6, of: ['<Name>'] })]);
    expect(
      decide(
        counted,
        names.map((found) => quote({ facet: 'systems', found })),
      ).quotes,
    ).toHaveLength(6);
  });

  it('is the same for any order of quotes, and for more quotes of the same', () => {
    const quotes = [
      quote({ score: 1 }),
      quote({ score: 2, hedged: true }),
      quote({ facet: 'boundary', score: 5 }),
      quote({ stance: 'contradicts', score: 4 }),
      quote({ lane: 'search', facet: '' }),
    ];
    const expected = decide(both, quotes);
    fc.assert(
      fc.property(fc.shuffledSubarray(quotes, { minLength: quotes.length }), (shuffled) => {
        expect(decide(both, shuffled)).toEqual(expected);
        expect(decide(both, [...shuffled, quote({ score: 0.5 })]).decision).toBe(expected.decision);
      }),
    );
  });
});
