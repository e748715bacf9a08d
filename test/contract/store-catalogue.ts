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

  it('takes two hundred of anything for what somebody typed', async () => {
    const typed = [
      ...['-'.repeat(200), '- '.repeat(100), `${'-'.repeat(199)}a`, `a ${'-'.repeat(60)}b`, '-"'.repeat(100)],
      ...['-" '.repeat(66), '"-'.repeat(100), '-a'.repeat(100), '-a or '.repeat(33), `${'-'.repeat(20)}a `.repeat(9)],
      ...['–'.repeat(200), '-\u00ad'.repeat(100), '-.'.repeat(100), '-( '.repeat(66), '--" a'.repeat(40)],
    ];
    for (const words of typed) expect(await publications().found(words), words).toBeInstanceOf(Map);
  });

  it('takes a dash before a word for leaving it out, however many there are, and one inside a word for its own', async () => {
    const name = `Data${fresh('Hub').replace('-', '')}`;
    const { slug } = await publish(name, { summary: `A well-known hub.` });
    const isFound = async (words: string) => (await publications().found(`${name} ${words}`)).has(slug);
    expect(await isFound('well-known')).toBe(true);
    expect(await isFound('- hub --- -')).toBe(true);
    expect(await isFound('-hub')).toBe(false);
    expect(await isFound('---hub')).toBe(false);
    expect(await isFound('-"known hub"')).toBe(false);
    expect(await isFound('-"hub known"')).toBe(true);
  });

  it('publishes and finds an analysis however long it is and whatever its words', async () => {
    const words = (first: string) =>
      Array.from({ length: 20_000 }, (_, at) => `${first}${at.toString(36)}-z${(at * 7).toString(36)}`).join(' ');
    const long = { summary: words('s'), strength: words('m'), quote: words('q') };
    const name = fresh('Endless').replace('-', '');
    const { slug } = await publish(name, long);
    expect((await publications().found(name)).has(slug)).toBe(true);
    for (const word of ['s1-z7', 'm1-z7', 'q1-z7']) {
      expect([word, (await publications().found(word)).has(slug)]).toEqual([word, true]);
    }
  });

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

  it('puts what is published into its indexes at once: nothing waits for a cleaning that the embedded database has not', async () => {
    await publish(fresh('Indexed'), { strength: 'It keeps what it is given.', quote: 'Everything is kept.' });
    for (const index of ['head', 'merits', 'words']) {
      const { rows } = await opened().pool.query<{ pages: string }>(
        `select gin_clean_pending_list('assay.publication_search_${index}')::text as pages`,
      );
      expect([index, rows[0]?.pages]).toEqual([index, '0']);
    }
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

  it('reads a past catalogue once for all instants between two publications, however many ask at once', async () => {
    const { store } = opened();
    const { slug } = await publish(fresh('Past'));
    const [news] = (await store.news.list({ slug, limit: 1 })).items;
    const published = Date.parse(news?.at ?? '');
    let readings = 0;
    let underWay = 0;
    let mostUnderWay = 0;
    const counted = {
      ...store,
      news: {
        ...store.news,
        catalogueAt: async (...asked: Parameters<typeof store.news.catalogueAt>) => {
          if (!asked[1].after) readings += 1;
          underWay += 1;
          mostUnderWay = Math.max(mostUnderWay, underWay);
          const page = await store.news.catalogueAt(...asked);
          underWay -= 1;
          return page;
        },
      },
    };
    const at = (ms: number) => {
      const instant = new Date(ms).toISOString();
      return catalogueCards({ store: counted }, { at: instant, isDay: false, asked: instant });
    };
    const after = Array.from({ length: 12 }, (_, step) => at(published + step));
    const all = await Promise.all([...after, ...after.map((_, step) => at(published - 1 - step * 86_400_000))]);
    expect(new Set(all.slice(0, 12).map(({ cards }) => cards)).size).toBe(1);
    expect(all[0]?.cards.some((card) => card.slug === slug)).toBe(true);
    expect(all[12]?.cards.some((card) => card.slug === slug)).toBe(false);
    expect(mostUnderWay).toBe(1);
    const so = readings;
    expect((await at(published + 5)).cards).toBe(all[0]?.cards);
    expect(readings).toBe(so);
    // A later withdrawal takes it out of the past too.
    await store.publications.withdraw(slug, { ...withdrawal, at: new Date(published + 60_000).toISOString() });
    expect((await at(published + 5)).cards.some((card) => card.slug === slug)).toBe(false);
    expect(readings).toBe(so + 1);
  });

  it('reads what is current once for all who ask at once', async () => {
    const { store } = opened();
    await publish(fresh('Once'));
    let readings = 0;
    const current = () => {
      readings += 1;
      return store.publications.current();
    };
    const counted = { ...store, publications: { ...store.publications, current } };
    const all = await Promise.all(Array.from({ length: 9 }, () => catalogueCards({ store: counted }, null)));
    expect(new Set(all).size).toBe(1);
    expect(readings).toBe(1);
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
