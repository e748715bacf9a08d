import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gateSpan, verifySlice } from '../../../src/domain/quote-gate.ts';
import { units } from '../../../src/domain/sentences.ts';
import { speaksToModel } from '../../../src/domain/speaks-to-model.ts';
import { readPage } from '../../../src/stages/extract/read-page.ts';
import { splitPassages } from '../../../src/stages/extract/split-passages.ts';

const vendors = resolve(import.meta.dirname, '../../../../shared/vendor-docs');
const server = resolve(import.meta.dirname, '../../../../shared/tools/serve-vendor-docs.mjs');
const present = existsSync(vendors) && existsSync(server);
if (!present) console.warn('Skipped: real pages are not beside this checkout (../shared/vendor-docs).');

/** Each folder in one layout and each layout with one folder; the bench goes through all pairs. */
const pairs = [
  ['amundsen', 'mkdocs'],
  ['cedar', 'raw'],
  ['debezium', 'antora'],
  ['kserve', 'docusaurus'],
  ['langgraph', 'mintlify'],
  ['milvus', 'sphinx'],
  ['prometheus', 'sidebar'],
] as const;
/** Pages of a folder, evenly over its site map: enough to meet each kind of page, few enough for every run. */
const pagesEach = 8;
const chrome =
  /We use cookies and similar technologies|Was this page helpful\?|All trademarks are the property of their owners|Skip to main content|Subscribe to the newsletter/;

describe.skipIf(!present)('Real documentation', () => {
  it.each(pairs)('of %s in the layout of %s keeps its words, and none of the site', async (folder, theme) => {
    const { origin, child } = await serve(folder, theme);
    try {
      let [wanted, kept] = [0, 0];
      for (const address of await addresses(origin)) {
        const body = new Uint8Array(await (await fetch(address)).arrayBuffer());
        const bare = plainWords(await (await fetch(`${address}?print=1`)).text());
        const page = readPage({ url: address, contentType: 'text/html', charset: 'utf-8', body });
        expect(page.text).not.toMatch(chrome);
        expect(page.links.length).toBeGreaterThan(5);
        expect(page.needsJavascript).toBe(false);
        wanted += bare.length;
        kept += common(bare, words(page.text));
        checkQuotes(
          page.text,
          splitPassages(page, () => false),
        );
      }
      expect(kept / wanted).toBeGreaterThan(0.985);
    } finally {
      child.kill();
    }
  });
});

/** Every unit that the gate takes can be verified, and no vendor's sentence passes for an order to a model. */
function checkQuotes(text: string, passages: ReturnType<typeof splitPassages>): void {
  for (const { start, end, kind } of passages) {
    const slice = text.slice(start, end);
    expect(kind !== 'code' && speaksToModel(slice, false)).toBe(false);
    if (kind === 'code') continue;
    for (const unit of units(slice, kind)) {
      const gated = gateSpan(text, { start: start + unit.start, end: start + unit.end });
      if (gated.ok) expect(verifySlice(gated, text)).toEqual({ ok: true });
    }
  }
}

function serve(folder: string, theme: string): Promise<{ origin: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [server, `${vendors}/${folder}`, '--theme', theme, '--quiet', '--no-gzip']);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.stdout.once('data', (line: Buffer) => {
      done({ origin: new URL(/https?:\/\/[^"\s]+/.exec(line.toString())?.[0] ?? '').origin, child });
    });
  });
}

async function addresses(origin: string): Promise<string[]> {
  const map = await (await fetch(`${origin}/sitemap.xml`)).text();
  const all = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? '');
  const step = Math.max(1, Math.floor(all.length / pagesEach));
  return all.filter((_, index) => index % step === 0).slice(0, pagesEach);
}

/** The words of a page that holds nothing of the site, by a plain removal of tags. */
function plainWords(html: string): string[] {
  return words(
    html
      .slice(html.indexOf('<body'))
      .replace(/<(script|style|svg|button)\b[\s\S]*?<\/\1>/g, ' ')
      .replace(/<\/?(b|i|em|strong|code|span|a|sub|sup|cite|u|s)\b[^>]*>/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&[a-z]{2,6};|&#\d+;/g, ' '),
  );
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function common(wanted: string[], got: string[]): number {
  const counts = new Map<string, number>();
  for (const word of got) counts.set(word, (counts.get(word) ?? 0) + 1);
  return wanted.filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left > 0;
  }).length;
}
