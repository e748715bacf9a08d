import { describe, expect, it } from 'vitest';
import { strengthComplaints } from '../../src/domain/claim-strength.ts';
import {
  type ClaimPair,
  faithful,
  heldFaithful,
  heldStronger,
  lateFaithful,
  lateStronger,
  stronger,
} from './claim-pairs.ts';

const names = ['Cedar', 'Amundsen'];
const complaints = ({ text, quotes }: ClaimPair) => strengthComplaints(text, { quotes, names });
const refused = (pairs: readonly ClaimPair[]) => pairs.filter((pair) => complaints(pair).length > 0);
const missed = (pairs: readonly ClaimPair[]) => pairs.filter((pair) => complaints(pair).length === 0);

describe('A statement beside its quotes', () => {
  it('stands where it is a true paraphrase', () => {
    expect(faithful.length).toBeGreaterThanOrEqual(60);
    expect(refused(faithful)).toEqual([]);
  });

  it('is refused where it says more', () => {
    expect(stronger.length).toBeGreaterThanOrEqual(60);
    expect(missed(stronger)).toEqual([]);
  });

  /** What passes says something else in other words ("hourly" for "nightly"); a person reviews what no list of words sees. */
  it('is judged nearly as well on pairs that were written after the rules', () => {
    expect(refused(lateFaithful).length).toBeLessThanOrEqual(lateFaithful.length * 0.1);
    expect(missed(lateStronger).length).toBeLessThanOrEqual(lateStronger.length * 0.3);
    expect(refused(heldFaithful).length).toBeLessThanOrEqual(heldFaithful.length * 0.1);
    expect(missed(heldStronger).length).toBeLessThanOrEqual(heldStronger.length * 0.1);
  });

  it('stands when it is a quote itself', () => {
    const quotes = [...new Set([...faithful, ...heldFaithful].flatMap((pair) => pair.quotes))];
    const wrong = quotes.filter((quote) => complaints({ text: quote, quotes: [quote] }).length > 0);
    expect(wrong.length).toBeLessThanOrEqual(quotes.length * 0.03);
  });

  it('is told what to do about it', () => {
    for (const pair of [...stronger, ...heldStronger]) {
      for (const complaint of complaints(pair)) expect(complaint).toMatch(/^["“\p{Lu}].*: .+\.$/u);
    }
  });
});

/** One change each that makes a true statement say more; null where the statement gives no room for it. */
const mutations: Record<string, (text: string) => string | null> = {
  'another number': (text) => (/\d/.test(text) ? text.replace(/\d+/, (digits) => `${Number(digits) + 7}`) : null),
  'another name': (text) =>
    /\b(?:Kafka|Python|OIDC|Slack|Airflow|S3)\b/.test(text)
      ? text.replace(/\b(?:Kafka|Python|OIDC|Slack|Airflow|S3)\b/, 'Snowflake')
      : null,
  'a certificate': (text) => text.replace(/\.$/, ', as ISO 27001 demands.'),
  'a guarantee': (text) => `It is guaranteed: ${text}`,
  praise: (text) => text.replace(/\.$/, ' in a seamless way.'),
  'a superlative': (text) => text.replace(/\.$/, ', the fastest of its kind.'),
  'a comparison': (text) => text.replace(/\.$/, ', better than other products.'),
  'a figure out of nowhere': (text) => text.replace(/\.$/, ' within 3 ms.'),
  never: (text) =>
    /\b(?:is|are) (?!not\b)/.test(text) && !/\b(?:no|not|never|only|without|unless|refused|denied|off)\b/i.test(text)
      ? text.replace(/\b(is|are) (?!not\b)/, '$1 never ')
      : null,
  'the not taken out': (text) =>
    /\b(?:does|do|cannot|is|are|may) ?not\b|cannot/.test(text) &&
    !/\b(?:without|only|unless|nothing|that do)\b/i.test(text)
      ? text
          .replace(/\b(?:does|do) not /, '')
          .replace(/\b(is|are|may) not\b/, '$1')
          .replace(/cannot/, 'can')
      : null,
};

/** Share that may pass. A "not" is the hardest to miss: where another verb denies, no list of words sees it. */
const allowed: Record<string, number> = { 'the not taken out': 0.25 };

describe.each(Object.entries(mutations))('A true statement changed by %s', (name, mutate) => {
  it('is refused but for a small share', () => {
    const changed = [...faithful, ...heldFaithful].flatMap(({ text, quotes }) => {
      const mutant = mutate(text);
      return mutant === null || mutant === text ? [] : [{ text: mutant, quotes }];
    });
    expect(changed.length).toBeGreaterThan(3);
    const passing = missed(changed);
    expect(passing.length, passing.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(
      changed.length * (allowed[name] ?? 0.1),
    );
  });
});

describe('What stands without a quote', () => {
  const free = (text: string, change: object = {}) =>
    strengthComplaints(text, { quotes: [], names: ['Brook'], advice: true, ...change });

  it('may advise with all and never, since it promises nothing', () => {
    expect(free('Give every agent its own role in Brook, and never share a key.')).toEqual([]);
  });

  it('may hold no number, certificate, comparison or strange name', () => {
    expect(free('Expect Brook to answer within 20 ms.')).not.toEqual([]);
    expect(free('Brook is HIPAA compliant.')).not.toEqual([]);
    expect(free('Pick Brook where it is faster than the others.')).not.toEqual([]);
    expect(free('Put Keycloak in front of Brook.')).not.toEqual([]);
    expect(free('Put Keycloak in front of Brook.', { around: ['Sign-in works with Keycloak.'] })).toEqual([]);
  });

  it('may deny what was looked for in vain, a certificate too', () => {
    const absent = { quotes: [], names: ['Brook'], absent: true };
    expect(strengthComplaints('The pages of Brook name no SOC 2 report and no roles.', absent)).toEqual([]);
    expect(strengthComplaints('Brook has a SOC 2 report.', absent)).not.toEqual([]);
  });
});

describe('Words that JavaScript knows as its own', () => {
  it.each(['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty'])(
    'are words like any other: %s',
    (word) => {
      const text = `The ${word} of a client takes a timeout in seconds.`;
      expect(strengthComplaints(text, { quotes: [text], names: [] })).toEqual([]);
    },
  );
});
