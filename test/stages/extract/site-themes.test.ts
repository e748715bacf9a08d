import { describe, expect, it } from 'vitest';
import type { Corpus } from '../../../src/domain/corpus.ts';
import { sha256 } from '../../../src/domain/digest.ts';
import type { PageText, ReceivedPage } from '../../../src/domain/page-text.ts';
import type { Page, Snapshot } from '../../../src/domain/snapshot.ts';
import { extractPassages } from '../../../src/stages/extract/extract-passages.ts';
import { readPage } from '../../../src/stages/extract/read-page.ts';
import { recallOf, wordsOf } from './source-words.ts';
import { type ServedPage, vendorDocsPresent, vendorSite } from './vendor-site.ts';

if (!vendorDocsPresent) console.warn('Skipped: real pages are not beside this checkout (../shared/vendor-docs).');

const vendors = ['amundsen', 'cedar', 'debezium', 'kserve', 'langgraph', 'milvus', 'prometheus'];
/** In this order each layout meets another documentation; the soak takes all forty-nine pairs. */
const themes = ['mkdocs', 'raw', 'antora', 'docusaurus', 'mintlify', 'sphinx', 'sidebar'];
const pairs =
  process.env.ASSAY_SOAK === '1'
    ? themes.flatMap((theme) => vendors.map((vendor) => [theme, vendor] as const))
    : themes.map((theme, at) => [theme, vendors[at] ?? ''] as const);

/** What the layouts put around the text, on every page or nearly so. */
const furniture =
  /We use cookies and similar technologies|Was this page helpful\?|All trademarks are the property of their owners|Skip to main content|Subscribe to the newsletter|A new version of this documentation is available|^Edit this page|^On this page|^Previous: |^Next: |^Table of contents$|^Search docs/m;
/** Three titles or headings in a row are a menu or a contents list, not a sentence. */
const menuRun = 3;
/** A passage is the site's where fewer of its words than this share stand in the page’s source. */
const ownShare = 0.6;

describe.skipIf(!vendorDocsPresent)('Seven layouts of real documentation', () => {
  it.each(pairs)(
    '%s around %s: the words of the source files, and none of the site',
    async (theme, vendor) => {
      const site = await vendorSite(vendor, theme);
      expect(site.length).toBeGreaterThan(40);
      const { passages, kept } = measured(await extracted(site), site);
      const runs = runsOf(site.map(({ title }) => title));
      const chrome = passages.filter(({ page, text }) => isChrome(text, page, runs));
      const words = site.reduce((sum, page) => sum + page.source.length, 0);
      const recalls = site.map((page) => recallOf(page.source, kept.get(page.url) ?? []));
      const recall = site.reduce((sum, page, at) => sum + (recalls[at] ?? 0) * page.source.length, 0) / words;
      console.log(
        `${theme} around ${vendor}: ${site.length} pages, ${passages.length} passages, recall ${recall.toFixed(4)} of ${words} words, worst page ${Math.min(...recalls).toFixed(3)}, chrome in ${chrome.length} passages`,
      );
      expect(chrome.map(({ text }) => text)).toEqual([]);
      expect(recall).toBeGreaterThanOrEqual(0.97);
    },
    60_000,
  );

  it('would see the site in text that keeps it, and words in text that loses them', async () => {
    for (const theme of themes) {
      const site = (await vendorSite('cedar', theme)).slice(0, 3);
      for (const page of site) {
        const whole = withoutTags(new TextDecoder().decode(page.body));
        expect(furniture.test(whole)).toBe(true);
        expect(isChrome(whole, page, runsOf(site.map(({ title }) => title)))).toBe(true);
        expect(recallOf(page.source, wordsOf(whole.slice(0, whole.length / 2)))).toBeLessThan(0.97);
      }
    }
  });
});

interface PlacedText {
  page: ServedPage;
  text: string;
}

/** The whole stage over the pages, with the texts that it stored. */
async function extracted(site: readonly ServedPage[]): Promise<{ corpus: Corpus; texts: Map<string, PageText> }> {
  const bodies = new Map(site.map(({ body }) => [sha256(body), body]));
  const texts = new Map<string, PageText>();
  const read = async (page: ReceivedPage) => {
    const text = readPage(page);
    texts.set(page.url, text);
    return { text, reason: '' };
  };
  const pages = site.map(
    ({ url, body }): Partial<Page> => ({
      url,
      finalUrl: url,
      outcome: 'captured',
      contentType: 'text/html; charset=utf-8',
      charset: 'utf-8',
      bodyDigest: sha256(body),
      fetchedAt: '2026-01-01T00:00:00.000Z',
    }),
  );
  const run = { again: true, baseline: { drafted: null } };
  const result = await extractPassages({ id: 'snapshot-a', runId: 'run-a', pages, run } as unknown as Snapshot, {
    bodies: { keep: async (bytes) => sha256(bytes), read: async (digest) => bodies.get(digest) ?? null },
    reader: { read },
    producer: { version: '1', rubricDigest: 'r', promptDigests: {}, analyst: 'offline' },
    attempt: 1,
    journal: { note: () => undefined },
    signal: new AbortController().signal,
  });
  if (result.kind !== 'record') throw new Error(result.reason);
  return { corpus: result.record, texts };
}

/** Each passage at each of its places, and by page the words that passages and the headings above them hold. */
function measured({ corpus, texts }: { corpus: Corpus; texts: Map<string, PageText> }, site: readonly ServedPage[]) {
  const pageOf = new Map(site.map((page) => [page.url, page]));
  const passages: PlacedText[] = [];
  const kept = new Map<string, string[]>();
  for (const [url, { text, blocks }] of texts) {
    const headings = blocks.filter(({ kind }) => kind === 'heading').map(({ start, end }) => text.slice(start, end));
    kept.set(url, wordsOf(headings.join(' ')));
  }
  for (const { places } of corpus.passages) {
    for (const place of places) {
      const url = corpus.pages[place.page]?.url ?? '';
      const page = pageOf.get(url);
      const text = texts.get(url)?.text.slice(place.start, place.end) ?? '';
      if (page === undefined) continue;
      passages.push({ page, text });
      kept.get(url)?.push(...wordsOf(text));
    }
  }
  return { passages, kept };
}

function isChrome(text: string, page: ServedPage, titles: readonly string[]): boolean {
  if (furniture.test(text)) return true;
  const words = [...new Set(wordsOf(text))];
  if (words.filter((word) => page.vocabulary.has(word)).length < ownShare * words.length) return true;
  const [said, source] = [` ${wordsOf(text).join(' ')} `, ` ${page.source.join(' ')} `];
  return titles.some((run) => said.includes(run) && !source.includes(run));
}

function runsOf(titles: readonly string[]): string[] {
  return titles.slice(menuRun - 1).map((_, at) => ` ${wordsOf(titles.slice(at, at + menuRun).join(' ')).join(' ')} `);
}

function withoutTags(html: string): string {
  return html
    .slice(html.indexOf('<body'))
    .replace(/<(\/?(li|p|div|a|h\d|ul|nav|span|button))\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, ' ');
}
