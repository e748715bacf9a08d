import { describe, expect, it } from 'vitest';
import type { Evidence, Quote } from '../../../src/domain/evidence.ts';
import { decideOffline } from '../../../src/domain/offline-decision.ts';
import type { Check } from '../../../src/domain/rubric.ts';
import { gatherEvidence } from '../../../src/stages/gather/gather-evidence.ts';
import { checkOf, corpusOf, rubricOf, toolsOf, type WrittenPage } from './small-corpus.ts';

const one = (name: string, phrases: string[]) => ({ name, phrases, distinct: 1, of: [] });
const roles = checkOf(
  'permitted.roles',
  {
    facets: [one('roles', ['{role} .. (may|grants)', '{role based access}', '{roles} .. permissions'])],
    partly: ['stable'],
    not: ['not recommended'],
  },
  ['role based access', 'role permissions'],
);
const speed = checkOf('instant.figure', { facets: [one('figure', ['kind:row & {QPS}'])], partly: [], not: [] }, [
  'queries a second',
]);

async function evidenceOn(check: Check, passages: WrittenPage['passages']): Promise<Evidence['checks'][number]> {
  const { corpus, bodies } = corpusOf([{ path: '/docs/a', passages }]);
  const result = await gatherEvidence(corpus, toolsOf(rubricOf([check]), bodies));
  const [found] = result.kind === 'record' ? result.record.checks : [];
  if (!found) throw new Error('expected a record');
  return found;
}

async function decided(
  check: Check,
  passages: WrittenPage['passages'],
): Promise<{ decision: string; quotes: Quote[] }> {
  return decideOffline(check, await evidenceOn(check, passages));
}

describe('A quote that speaks of another system', () => {
  it.each([
    ['as its subject', { text: 'Keycloak has role based access for all of its realms.' }],
    ['as whose part it names', { text: 'Define a PostgreSQL role that may read all of the tables.' }],
    [
      'by its section',
      { text: 'A role that may replicate must be given to the user.', headings: ['Setting up MySQL'] },
    ],
    [
      'one sentence before',
      { text: 'Grafana is an open source tool for charts. It gives roles and their permissions.' },
    ],
  ])('makes nothing met: %s', async (_how, passage) => {
    expect((await decided(roles, [passage])).decision).toBe('partly');
  });

  it('is no part of an answer where it only resembles one', async () => {
    const beside = { text: 'Grafana has stable panels for every role there is.' };
    expect((await decided(roles, [beside])).decision).toBe('no-evidence');
  });

  it('denies nothing of the product', async () => {
    const text = 'Grafana does not support role based access in its free edition.';
    expect((await decided(roles, [{ text }])).decision).toBe('no-evidence');
    expect((await decided(roles, [{ text: text.replace('Grafana', 'Acme') }])).decision).toBe('contradicted');
  });
});

describe('A denial', () => {
  it.each([
    ['of features in preview', 'Technology preview features do not support role based access to tables.'],
    ['in an aside', 'Any script can run the jobs by itself -- not recommended for long, though.'],
  ])('is not the answer of the product: %s', async (_what, text) => {
    expect((await decided(roles, [{ text }])).decision).toBe('no-evidence');
  });
});

describe('A broad phrase for what is there in part', () => {
  it('needs the product, its topic above, or words on the topic beside it', async () => {
    const beside = 'The gateway wants a stable name before anybody can sign in.';
    expect((await decided(roles, [{ text: beside }])).decision).toBe('no-evidence');
    expect((await decided(roles, [{ text: beside.replace('The gateway', 'Acme') }])).decision).toBe('partly');
    expect((await decided(roles, [{ text: beside, headings: ['Role based access'] }])).decision).toBe('partly');
  });
});

describe('A title of another page', () => {
  it.each([
    [{ text: '- How to use role based access in a cluster', kind: 'list' as const }],
    [{ text: '- Share tables by role based access in clusters', kind: 'list' as const, headings: ["What's next"] }],
  ])('does not carry a decision alone', async (passage) => {
    expect((await decided(roles, [passage])).decision).toBe('partly');
    const said = { text: 'All tables are guarded by role based access from the first day.' };
    expect((await decided(roles, [passage, said])).decision).toBe('met');
  });
});

describe('Of two quotes that show the same', () => {
  it('the one that can be read alone stands first', async () => {
    const { quotes } = await decided(roles, [
      { text: 'It guards all tables of Acme by role based access from the first day.' },
      { text: 'The store guards all tables by role based access from the first day.' },
    ]);
    expect(quotes.map(({ citation }) => citation.quote.slice(0, 9))).toEqual(['The store', 'It guards']);
  });
});

describe('A table that measures versions beside one another', () => {
  const row = (version: string, rate: number) => `Acme: ${version} | QPS: ${rate} | Latency in ms: 12 | Failed: 0`;

  it('is quoted with its latest version', async () => {
    const { decision, quotes } = await decided(speed, [
      { text: `${row('2.9.0', 900)}\n${row('2.10.0', 700)}`, kind: 'table', headings: ['Results'] },
    ]);
    expect(decision).toBe('met');
    expect(quotes.map(({ citation }) => citation.quote)).toEqual([row('2.10.0', 700)]);
  });

  it('and a table of another section takes nothing back', async () => {
    const { quotes } = await decided(speed, [
      { text: row('2.9.0', 900), kind: 'table', headings: ['One node'] },
      { text: row('2.10.0', 700), kind: 'table', headings: ['Three nodes'] },
    ]);
    expect(quotes).toHaveLength(2);
  });
});
