import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { checksOf, citationsAt } from '../../src/domain/edit-places.ts';
import { claimsOf } from '../../src/domain/lint-targets.ts';
import { normalise } from '../../src/domain/normalise.ts';
import { citedOnce } from '../../src/domain/quote-fates.ts';
import { firstBaseline, openSiteReader, publishedBaseline } from './read-site.ts';
import { type Reversal, reversalsOf } from './reversals.ts';
import { hasRealDocs, realVendor, serveSite } from './served-site.ts';

const soak = process.env.ASSAY_SOAK === '1';
/** One vendor in CI; the long run takes all seven. */
const slugs = soak ? ['amundsen', 'cedar', 'debezium', 'kserve', 'langgraph', 'milvus', 'prometheus'] : ['kserve'];
const editsEach = 20;

if (!hasRealDocs) console.warn('The real vendor documentation is not here: the change suite is skipped.');

const told: string[] = [];
afterAll(() => console.info(told.join('\n')));

describe.skipIf(!hasRealDocs)('A sentence of real documentation turned round at a cited place', () => {
  for (const slug of slugs) {
    it(`is found in ${slug} and mapped to what rests on it and nothing else`, { timeout: 240_000 }, async () => {
      const vendor = realVendor(slug);
      const docs = join(vendor.folder, 'docs');
      const first = await serveSite(vendor.folder, 0);
      const reader = await openSiteReader([first.host]);
      const port = Number(first.host.split(':')[1]);
      const before = await reader.read(vendor, { host: first.host, baseline: firstBaseline });
      await first.stop();
      if (!before.draft) throw new Error(before.reason);
      const published = before.draft.analysis;
      const edits = reversalsOf(vendor, citedOnce(published), editsEach);
      const overlay = overlayOf(docs, edits);
      const second = await serveSite(vendor.folder, port, ['--overlay', overlay]);
      const after = await reader.read(vendor, { host: second.host, baseline: publishedBaseline(before) });
      await second.stop();
      await reader.close();
      rmSync(overlay, { recursive: true });

      const change = after.draft?.change;
      const open = new Map((change?.items ?? []).map((item) => [item.path, item]));
      const missed: string[] = [];
      for (const edit of edits) {
        for (const path of restingOn(published, edit)) {
          const item = open.get(path);
          if (!item) missed.push(`${edit.kind} in ${edit.file}: ${path} is not open: ${edit.after}`);
        }
        const kinds = [...open.values()]
          .flatMap(({ quotes }) => quotes)
          .filter(({ before }) => before && normalise(before.quote).includes(normalise(edit.before)))
          .flatMap(({ meaning }) => meaning);
        if (!kinds.includes(edit.kind))
          missed.push(`${edit.kind} is told as ${kinds.join(', ')}: ${edit.before} → ${edit.after}`);
      }
      const expected = new Set(edits.flatMap((edit) => restingOn(published, edit)));
      const reworded = new Set(edits.map(({ after: text }) => normalise(text)));
      const isFresh = (text: string) => [...reworded].some((one) => normalise(text).includes(one));
      const beyond = [...open.values()].filter(
        ({ path, quotes }) =>
          !expected.has(path) && !quotes.every(({ before, after }) => before === null && after && isFresh(after.quote)),
      );
      told.push(
        `${slug}: ${edits.length} edits, ${expected.size} places, ${open.size} open, ${missed.length} missed, ${beyond.length} beyond`,
      );
      expect(missed).toEqual([]);
      expect(beyond.map(({ path, sentence }) => `${path}: ${sentence}`)).toEqual([]);
      expect(edits.length).toBeGreaterThanOrEqual(Math.min(15, editsEach));
    });
  }
});

/** Every decision and statement that cites a quote which holds the edited sentence, by the document alone. */
function restingOn(analysis: Analysis, edit: Reversal): string[] {
  const wanted = normalise(edit.before);
  const integrations = analysis.integrations.map(({ citations }, index) => ({
    path: `integrations.${index}`,
    citations,
  }));
  const holders = [...claimsOf(analysis), ...checksOf(analysis)].map((holder) => ({
    path: holder.path,
    citations: citationsAt(holder),
  }));
  return [...holders, ...integrations].flatMap(({ path, citations }) =>
    citations.some(({ url, quote }) => url === edit.quote.url && normalise(quote).includes(wanted)) ? [path] : [],
  );
}

function overlayOf(docs: string, edits: readonly Reversal[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-overlay-'));
  const texts = new Map<string, string>();
  for (const { file, before, after } of edits) {
    const text = texts.get(file) ?? readFileSync(join(docs, file), 'utf8');
    texts.set(
      file,
      text.replace(before, () => after),
    );
  }
  for (const [file, text] of texts) {
    const path = join(folder, 'docs', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}
