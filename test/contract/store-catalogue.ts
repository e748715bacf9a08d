import { expect, it } from 'vitest';
import { catalogueCards } from '../../src/actions/catalogue-cards.ts';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import { publicationCard } from '../../src/domain/publication-card.ts';
import { anAnalysis, aRun, aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToDraft, walkToPublication } from './walked-run.ts';

const withdrawal = { reason: 'It was wrong.', by: 'reviewer@company.example', at: '2026-03-02T12:00:00.000Z' };

/** What published products are found by, and the text by which the state of the catalogue is known. */
export function describeCatalogue(opened: OpenedFor): void {
  const publications = () => opened().store.publications;

  /** Publishes a product that says these words in these places. */
  async function publish(name: string, says: { summary?: string; strength?: string; quote?: string } = {}) {
    const vendor = aVendor({ name, category: 'vector-database', layer: 'L1' });
    const plain = anAnalysis(vendor, says.summary ?? 'It is a product.');
    const analysis: Analysis = {
      ...plain,
      strengths: says.strength === undefined ? [] : [{ ...plain.summary, text: says.strength }],
      frameworks: says.quote === undefined ? plain.frameworks : withQuote(plain.frameworks, says.quote),
    };
    await walkToPublication(opened().store, { vendor, draft: { analysis, contentDigest: contentDigest(analysis) } });
    return { slug: vendor.slug, vendor, analysis };
  }

  it('finds a product by its name, its words and its quotes, in this order', async () => {
    const word = `zy${fresh('q').slice(2)}x`;
    const quoted = await publish(fresh('Quoted'), { quote: `They document the ${word} in a quote.` });
    const strong = await publish(fresh('Strong'), { strength: `It documents ${word}.` });
    const about = await publish(fresh('About'), { summary: `It keeps ${word} for agents.` });
    const named = await publish(word);
    const found = await publications().found(word);
    const order = [...found].sort(([, a], [, b]) => b - a).map(([slug]) => slug);
    expect(order).toEqual([named.slug, about.slug, strong.slug, quoted.slug]);
  });

  it('finds words by their stems, the last one by its beginning, phrases as they stand, and nothing by what is left out', async () => {
    const name = `Lang${fresh('Graph').replace('-', '')}`;
    const { slug } = await publish(name, { summary: `Serving embeddings of ${name} to running agents.` });
    const other = await publish(fresh('Other'), { summary: `Embeddings that serve ${name} and agents.` });
    const asked = async (words: string) => {
      const found = await publications().found(words);
      return [slug, other.slug].filter((each) => found.has(each));
    };
    expect(await asked(`${name} served`)).toEqual([slug, other.slug]);
    expect(await asked(`${name} servi`)).toEqual([slug]);
    expect(await asked(`embedding ${name.slice(0, 12)}`)).toEqual([slug, other.slug]);
    expect(await asked(`"running agents" ${name}`)).toEqual([slug]);
    expect(await asked(`${name} -running`)).toEqual([other.slug]);
    expect(await asked(`${name} elephants`)).toEqual([]);
    expect(await asked(name.toUpperCase())).toEqual([slug, other.slug]);
  });

  it.each(['', '   ', '!!!', '"', '-', '\u0000', "'; drop table assay.publication; --", ':*', 'a & | !', '(('])(
    'takes %j for what somebody typed',
    async (words) => {
      expect(await publications().found(words)).toBeInstanceOf(Map);
    },
  );

  it('finds only what is current: not a draft, not an earlier version, not what was withdrawn', async () => {
    const [draft, first, second] = [`dr${fresh('a')}`, `fi${fresh('b')}`, `se${fresh('c')}`].map((word) =>
      word.replace('-', ''),
    ) as [string, string, string];
    await walkToDraft(opened().store, { draft: reworded(aVendor(), draft) });
    expect((await publications().found(draft)).size).toBe(0);
    const vendor = aVendor();
    await walkToPublication(opened().store, { vendor, draft: reworded(vendor, first) });
    expect([...(await publications().found(first)).keys()]).toEqual([vendor.slug]);
    await walkToPublication(opened().store, { run: aRun(vendor), draft: reworded(vendor, second) });
    expect((await publications().found(first)).size).toBe(0);
    expect([...(await publications().found(second)).keys()]).toEqual([vendor.slug]);
    await publications().withdraw(vendor.slug, withdrawal);
    expect((await publications().found(second)).size).toBe(0);
  });

  it('has another state after each publication and withdrawal, and the same in between', async () => {
    const states = [await publications().state()];
    const { slug } = await publish(fresh('State'));
    states.push(await publications().state());
    expect(await publications().state()).toBe(states[1]);
    await publications().withdraw(slug, withdrawal);
    states.push(await publications().state());
    expect(new Set(states).size).toBe(3);
  });

  it('has another state of pages, and the same catalogue, after a reading that found nothing changed', async () => {
    const vendor = aVendor();
    const run = aRun(vendor);
    await opened().store.runs.start(run);
    const before = [await publications().state(), await publications().pageState()];
    await opened().store.runs.end(run.id, {
      attempt: 1,
      outcome: 'unchanged',
      failure: null,
      text: 'Nothing changed.',
    });
    const after = [await publications().state(), await publications().pageState()];
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('keeps the cards of what is current in memory, exactly as long as it is', async () => {
    const { store } = opened();
    const { slug, analysis } = await publish(fresh('!Card'));
    const first = await catalogueCards({ store }, null);
    const card = first.cards.find((each) => each.slug === slug);
    expect(card?.card).toEqual(publicationCard(analysis));
    expect(await catalogueCards({ store }, null)).toBe(first);
    const listed = await store.publications.catalogue({ limit: 200 });
    expect(first.cards.slice(0, listed.items.length)).toEqual(listed.items);
    await store.publications.withdraw(slug, withdrawal);
    const later = await catalogueCards({ store }, null);
    expect(later.cards.some((each) => each.slug === slug)).toBe(false);
    expect(later.cards.length).toBe(first.cards.length - 1);
  });
}

function reworded(vendor: Parameters<typeof anAnalysis>[0], words: string) {
  const analysis = anAnalysis(vendor, `It says ${words}.`);
  return { analysis, contentDigest: contentDigest(analysis) };
}

function withQuote(frameworks: Analysis['frameworks'], quote: string): Analysis['frameworks'] {
  const citation = {
    ...{ url: 'https://docs.product.example/', title: '', passageId: 'p1', start: 0, end: quote.length, quote },
    ...{ pageDigest: 'a'.repeat(64), textDigest: 'b'.repeat(64), fetchedAt: '2026-03-01T10:00:00.000Z' },
  };
  const offline = { decision: 'met' as const, citations: [citation] };
  const check = {
    id: 'permitted.roles',
    decision: 'met' as const,
    why: '',
    citations: [citation],
    searched: [],
    offline,
  };
  const dimensions = frameworks.inpact.dimensions.map((dimension) => ({ ...dimension, checks: [check] }));
  return { ...frameworks, inpact: { ...frameworks.inpact, dimensions } };
}
