import { describe, expect, it } from 'vitest';
import type { Fact, FactKind } from '../../../src/domain/evidence.ts';
import { startPace } from '../../../src/domain/pace.ts';
import { gatherFacts } from '../../../src/stages/gather/facts.ts';
import { openGate } from '../../../src/stages/gather/gate-offers.ts';
import { lookAtPage } from '../../../src/stages/gather/look-at-page.ts';
import { listedUnits } from '../../../src/stages/gather/page-units.ts';
import { readUnits } from '../../../src/stages/gather/read-units.ts';
import { corpusOf, rubricOf, type WrittenPage } from './small-corpus.ts';

async function factsOf(...pages: WrittenPage[]): Promise<Fact[]> {
  const { corpus, bodies } = corpusOf(pages);
  const pace = startPace(new AbortController().signal, 20_000);
  const units = readUnits(corpus, 'Acme');
  // One page after the other, as they are read.
  const read = await Promise.all(
    [...new Set(units.map((unit) => unit.page.url))].map(async (url) => {
      const own = units.filter((unit) => unit.page.url === url);
      return {
        url,
        title: own[0]?.page.title ?? '',
        key: null,
        units: listedUnits(own),
        look: await lookAtPage(own, rubricOf([]), pace),
      };
    }),
  );
  return gatherFacts(
    read,
    openGate(bodies, () => false),
    pace,
  );
}

const page = (...texts: string[]): WrittenPage => ({
  path: '/docs/overview',
  title: 'Overview',
  passages: texts.map((text) => ({ text })),
});
const ofKind = (facts: readonly Fact[], kind: FactKind) => facts.filter((fact) => fact.kind === kind);

describe('Facts', () => {
  it.each([
    ['definition', 'Acme is a vector database for teams that run agents.'],
    ['definition', 'Acme (short for anything) is an open-source store of vectors.'],
    ['purpose', 'Acme helps teams to find the closest passages in time.'],
    ['limitation', 'Acme does not support joins over more than two tables.'],
    ['audience', 'Acme is designed for platform teams with many tenants.'],
    ['upstream', 'Acme reads changes from the log of the source database.'],
    ['downstream', 'Acme exports its metrics and traces to a collector of yours.'],
    ['deployment', 'You can deploy Acme on Kubernetes with a Helm chart.'],
  ] as const)('of kind %s are found: %s', async (kind, text) => {
    expect(ofKind(await factsOf(page(text)), kind).map(({ citation }) => citation.quote)).toEqual([text]);
  });

  it.each([
    ['definition', 'A tenant of Acme is a group of people with one bill.'],
    ['definition', 'Is Acme a vector database for teams that run agents?'],
    ['purpose', 'Foo helps teams to find the closest passages in time.'],
    ['limitation', 'Formats include, but are not limited to, the usual ones.'],
    ['compliance', 'Delete a record to honour the wish of a person (GDPR).'],
  ] as const)('of kind %s are not found: %s', async (kind, text) => {
    expect(ofKind(await factsOf(page(text)), kind)).toEqual([]);
  });

  it('name the systems that the product works with, each once', async () => {
    const facts = await factsOf(
      page(
        'Acme integrates with Apache Foo to read topics.',
        'It also works with Apache Foo and BigBar in the cloud.',
        'There is a connector for QuxDB as well.',
      ),
    );
    expect(
      ofKind(facts, 'integration')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Apache Foo', 'QuxDB']);
  });

  it('name the systems that the headings of an integrations page name', async () => {
    const written = {
      path: '/docs/integrations',
      title: 'Integrations',
      passages: [{ text: 'Send what you measure to Foobar with one line.', headings: ['Foobar'] }],
    };
    expect(ofKind(await factsOf(written), 'integration')).toMatchObject([{ name: 'Foobar' }]);
  });

  it('name the regime of a compliance statement', async () => {
    const facts = await factsOf(page('Acme Cloud is certified for SOC 2 and audited each year.'));
    expect(ofKind(facts, 'compliance')).toMatchObject([{ name: 'SOC 2' }]);
  });

  it('name the product that it is compared with', async () => {
    const facts = await factsOf(page('Unlike Foobar, Acme keeps its vectors on disk.'));
    expect(ofKind(facts, 'comparison')).toMatchObject([{ name: 'Foobar' }]);
  });

  it('name each product that a heading sets against this one, by the sentence that says when to take it', async () => {
    const written = {
      path: '/docs/comparison',
      title: 'Comparison to alternatives',
      passages: [
        { text: 'Foobar is a store of vectors from long ago.', headings: ['Acme vs. Foobar', 'Scope'] },
        {
          text: 'If you keep everything for many years, Foobar may be a better choice. It costs more to run.',
          headings: ['Acme vs. Foobar', 'Summary'],
        },
        {
          text: 'These points make Foobar a better choice than Acme for some teams.',
          headings: ['Acme vs. Foobar', 'Summary'],
        },
      ],
    };
    expect(ofKind(await factsOf(written), 'comparison')).toMatchObject([
      {
        name: 'Foobar',
        citation: { quote: 'If you keep everything for many years, Foobar may be a better choice.' },
      },
    ]);
  });

  it('name a product that a page of comparisons sets against this one in a sentence, and no page else', async () => {
    const passages = [
      { text: 'To compare between Acme and Foobar, read on.' },
      { text: 'Acme runs on any machine, whereas Foobar is limited to one cloud.' },
    ];
    const told = await factsOf({ path: '/docs/comparison', title: 'Comparison', passages });
    expect(ofKind(told, 'comparison')).toMatchObject([{ name: 'Foobar', citation: { quote: passages[1]?.text } }]);
    expect(ofKind(await factsOf({ path: '/docs/a', title: 'Tour', passages }), 'comparison')).toEqual([]);
  });

  it('are at most twelve of a kind', async () => {
    const pages = Array.from(
      { length: 20 },
      (_, at): WrittenPage => ({
        path: `/docs/overview-${at}`,
        passages: [{ text: `Acme is a vector database number ${at} for teams with agents.` }],
      }),
    );
    expect(ofKind(await factsOf(...pages), 'definition')).toHaveLength(12);
  });
});
