import { describe, expect, it } from 'vitest';
import type { Quote } from '../../../../src/domain/evidence.ts';
import { rubricChecks } from '../../../../src/domain/rubric.ts';
import { majority } from '../../../../src/stages/draft/judge/majority.ts';
import type { Offered } from '../../../../src/stages/draft/judge/offered-quotes.ts';
import { furtherLookNames, sampleOrders } from '../../../../src/stages/draft/judge/sample-orders.ts';
import { isTraced, type Ruling, weighVerdict } from '../../../../src/stages/draft/judge/weigh-verdict.ts';
import { rubric } from '../draft-tools.ts';
import { inventedEvidence } from '../invented-evidence.ts';

const check = 'permitted.roles';
const [base] = inventedEvidence(rubric, { met: [check] }).checks.find((item) => item.check === check)?.quotes ?? [];

function quote(change: Partial<Quote> = {}): Quote {
  if (!base) throw new Error('the invented evidence has no quote');
  return { ...base, ...change };
}

/** A quote as offered, read for one check or for several. */
function offered(change: Partial<Quote> = {}, for_ = check): Offered {
  const made = quote(change);
  return { citation: made.citation, headings: [], readings: new Map([[for_, [made]]]) };
}

function weigh(decision: Ruling['decision'], quotes: Offered[]) {
  const evidence = quotes.map((_quote, index) => index + 1);
  return weighVerdict({ check, decision, evidence, text: 'So.' }, quotes);
}

const roles = rubricChecks(rubric)
  .map((each) => each.check)
  .find(({ id }) => id === check);
if (!roles) throw new Error('the rubric has no check on roles');

const plain = offered();

describe('What stands of a decision', () => {
  it('is the decision itself where one plain quote supports it, beside whatever others', () => {
    expect(weigh('met', [offered({ hedged: true }), plain, offered({ stance: 'contradicts' })])).toMatchObject({
      decision: 'met',
      said: null,
    });
  });

  it.each<[string, Partial<Quote>, Ruling['reservation']]>([
    ['hedged', { hedged: true }, 'hedged'],
    ['about an old version', { flags: ['old-version'] }, 'old-version'],
    ['marketing', { flags: ['marketing'] }, 'marketing'],
    ['contradicting', { stance: 'contradicts' }, 'denied'],
    ['limiting', { stance: 'limits' }, 'denied'],
  ])('is partly in place of met where every quote is %s', (_name, change, reservation) => {
    expect(weigh('met', [offered(change), offered(change)])).toMatchObject({
      decision: 'partly',
      said: 'met',
      reservation,
    });
    expect(weigh('met', [offered(change), plain])).toMatchObject({ decision: 'met', reservation: null });
  });

  it.each(['met', 'partly', 'contradicted'] as const)('is no evidence in place of %s without a quote', (decision) => {
    expect(weigh(decision, [])).toMatchObject({ decision: 'no-evidence', said: decision, rests: [] });
  });

  it('never rests on a quote that addresses a model, even if one were offered', () => {
    expect(weigh('met', [offered({ flags: ['injection-suspect'] })])).toMatchObject({ decision: 'no-evidence' });
  });

  it('is never more than the model said', () => {
    expect(weigh('no-evidence', [plain])).toMatchObject({ decision: 'no-evidence', rests: [] });
    expect(weigh('partly', [plain])).toMatchObject({ decision: 'partly' });
    expect(weigh('contradicted', [plain])).toMatchObject({ decision: 'contradicted' });
  });

  it('does not take what denies another check for a denial of this one, but its preview for a preview', () => {
    expect(weigh('met', [offered({ stance: 'contradicts' }, 'permitted.isolation')])).toMatchObject({
      decision: 'met',
    });
    expect(weigh('met', [offered({ hedged: true }, 'permitted.isolation')])).toMatchObject({ decision: 'partly' });
  });

  it('is traced by words where a quote of the signal or search lane supports this check', () => {
    const strange = { citation: { ...quote().citation, quote: 'Nothing that anybody would look up.' } };
    const isTracedBy = (change: Partial<Quote>, for_?: string) =>
      isTraced(weigh('met', [offered({ ...strange, ...change }, for_)]), roles);
    expect(isTracedBy({})).toBe(true);
    expect(isTracedBy({ lane: 'search' })).toBe(true);
    expect(isTracedBy({ lane: 'harvest' })).toBe(false);
    expect(isTracedBy({}, 'permitted.isolation')).toBe(false);
    expect(isTracedBy({ stance: 'limits' })).toBe(false);
  });

  it('is traced by words where a harvested quote holds two of those that the check is searched by, and not by one', () => {
    const saying = (text: string) =>
      isTraced(weigh('met', [offered({ lane: 'harvest', citation: { ...quote().citation, quote: text } })]), roles);
    expect(saying('Whoever joins gets privileges granted by the owner of the space.')).toBe(true);
    expect(saying('Whoever joins gets privileges from the owner of the space.')).toBe(false);
  });
});

describe('The majority of replies', () => {
  const votes = (...decisions: Ruling['decision'][]) =>
    majority(
      decisions.map((decision) => ({ check, decision, rests: [], why: decision, said: null, reservation: null })),
    );

  it.each<[Ruling['decision'][], Ruling['decision']]>([
    [['met'], 'met'],
    [['met', 'partly', 'met'], 'met'],
    [['no-evidence', 'met', 'met'], 'met'],
    [['met', 'partly'], 'partly'],
    [['met', 'no-evidence', 'partly'], 'no-evidence'],
    [['met', 'contradicted', 'partly'], 'contradicted'],
    [['contradicted', 'no-evidence'], 'no-evidence'],
  ])('of %j is %s', (given, decided) => {
    expect(votes(...given)).toMatchObject({ ruling: { decision: decided }, votes: given });
  });
});

describe('The orders of further replies', () => {
  const quotes = (count: number) =>
    Array.from({ length: count }, (_each, index) =>
      offered({ citation: { ...quote().citation, start: index, quote: `Sentence ${index} of the page.` } }),
    );
  const orders = (given: Offered[]) =>
    furtherLookNames.map((look) => sampleOrders(given)[look].map(({ citation }) => citation.start));

  it('hold the same quotes, each in an order of its own, and the same one every time', () => {
    const [second, third] = orders(quotes(8));
    const printed = [0, 1, 2, 3, 4, 5, 6, 7];
    expect([...(second ?? [])].sort()).toEqual(printed);
    expect([...(third ?? [])].sort()).toEqual(printed);
    expect(new Set([printed, second, third].map(String)).size).toBe(3);
    expect(orders(quotes(8))).toEqual([second, third]);
  });

  it('do not change with the digest or offsets of the page, only with what is quoted', () => {
    const moved = quotes(8).map((each) => ({
      ...each,
      citation: { ...each.citation, textDigest: 'f'.repeat(64), end: each.citation.end + 900 },
    }));
    expect(orders(moved)).toEqual(orders(quotes(8)));
  });

  it('are two over a single quote as well, and differ where the quotes have so many orders', () => {
    expect(orders(quotes(1))).toEqual([[0], [0]]);
    expect(orders(quotes(2))[0]).toEqual([1, 0]);
    expect(new Set(orders(quotes(3)).map(String)).size).toBe(2);
  });
});
