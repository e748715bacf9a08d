import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citedOnce } from '../../src/domain/quote-fates.ts';
import type { Baseline } from '../../src/domain/run.ts';
import { afterReading, firstBaseline, openSiteReader, publishedBaseline, type Reading } from './read-site.ts';
import { reversalsOf } from './reversals.ts';
import { hasRealDocs, realVendor, serveSite } from './served-site.ts';

const soak = process.env.ASSAY_SOAK === '1';
const slugs = soak ? ['amundsen', 'cedar', 'debezium', 'kserve', 'langgraph', 'milvus', 'prometheus'] : ['cedar'];

if (!hasRealDocs) console.warn('The real vendor documentation is not here: what kept readings give is not compared.');

/** What a run came to, without when: the two read one after the other. */
function result({ corpus, draft, reason }: Reading): unknown {
  const pages = corpus?.pages.map(({ url, title, textDigest, flags }) => ({ url, title, textDigest, flags })) ?? null;
  const analysis = draft && { ...draft.analysis, usage: null };
  const { passagesDigest: passages, changes } = corpus ?? {};
  const all = { passages, pages, changes, analysis, change: draft?.change, reason };
  return JSON.parse(JSON.stringify(all).replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, 'null'));
}

/** As if nothing that was read had been kept. */
function forgotten(baseline: Baseline): Baseline {
  const { published } = baseline;
  return {
    ...baseline,
    pages: baseline.pages.map(({ reading: _, ...page }) => page),
    ...(published
      ? { published: { ...published, pages: published.pages.map(({ readingDigest: _, ...page }) => page) } }
      : {}),
  };
}

describe.skipIf(!hasRealDocs)('Readings that were kept', () => {
  for (const slug of slugs) {
    it(`give of ${slug} what reading every page anew gives, and spare it`, { timeout: 400_000 }, async () => {
      const vendor = realVendor(slug);
      const site = await serveSite(vendor.folder, 0);
      const port = Number(site.host.split(':')[1]);
      const keeping = await openSiteReader([site.host], 'test');
      const anew = await openSiteReader([site.host]);
      const at = { host: site.host, baseline: firstBaseline };
      const first = await keeping.read(vendor, at);
      expect(result(first)).toEqual(result(await anew.read(vendor, at)));
      const pages = first.corpus?.pages.length ?? 0;
      expect(pages).toBeGreaterThan(10);

      const published = publishedBaseline(first);
      const parsedBefore = keeping.parsed();
      const second = await keeping.read(vendor, { host: site.host, baseline: published });
      // The answers to made-up addresses and the like are no pages of the site and are read each time.
      expect(keeping.parsed() - parsedBefore).toBeLessThan(5);
      expect(second.reason).toContain('says what it said');
      expect(result(second)).toEqual(
        result(await anew.read(vendor, { host: site.host, baseline: forgotten(published) })),
      );
      await site.stop();

      const known = afterReading(published, second);
      const folder = mkdtempSync(join(tmpdir(), 'assay-overlay-'));
      const quotes = first.draft ? citedOnce(first.draft.analysis) : [];
      const [edit] = reversalsOf(vendor, quotes, 1);
      if (!edit) throw new Error('no cited sentence to edit');
      const file = join(folder, 'docs', edit.file);
      mkdirSync(dirname(file), { recursive: true });
      const source = readFileSync(join(vendor.folder, 'docs', edit.file), 'utf8');
      writeFileSync(
        file,
        source.replace(edit.before, () => edit.after),
      );
      for (const options of [
        ['--chrome-rev', '7'],
        ['--overlay', folder],
        ...(soak ? [['--fail-rate', '0.5', '--fail-mode', '500']] : []),
      ]) {
        const served = await serveSite(vendor.folder, port, options);
        const kept = await keeping.read(vendor, { host: site.host, baseline: known });
        await served.stop();
        // A server of its own: the failures that its seed draws are the same again.
        const servedAgain = await serveSite(vendor.folder, port, options);
        const read = await anew.read(vendor, { host: site.host, baseline: forgotten(known) });
        await servedAgain.stop();
        expect(result(kept), options.join(' ')).toEqual(result(read));
        if (options[0] === '--overlay') expect(kept.corpus?.passagesDigest).not.toBe(first.corpus?.passagesDigest);
      }
      rmSync(folder, { recursive: true });
      await keeping.close();
      await anew.close();
    });
  }
});
