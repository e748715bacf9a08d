import { describe, expect, it } from 'vitest';
import type { Fact, FactKind } from '../../../src/domain/evidence.ts';
import { startPace } from '../../../src/domain/pace.ts';
import { gatherFacts } from '../../../src/stages/gather/facts.ts';
import { openGate } from '../../../src/stages/gather/gate-offers.ts';
import { lookAtPage } from '../../../src/stages/gather/look-at-page.ts';
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
      return { url, units: own, look: await lookAtPage(own, rubricOf([]), pace) };
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
