import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { readPage } from '../src/stages/extract/read-page.ts';

/**
 * Measures reading pages: pages a second, share of the words kept, and text that belongs to the site and not to the
 * documentation. Serves real documentation in several site layouts; needs it beside the checkout.
 * Usage: tsx bench/extract.ts [folder] [theme]
 */
const vendors = resolve(import.meta.dirname, '../../shared/vendor-docs');
const server = resolve(import.meta.dirname, '../../shared/tools/serve-vendor-docs.mjs');
const themes = ['docusaurus', 'mkdocs', 'sphinx', 'antora', 'mintlify', 'sidebar', 'raw'];
const chrome = [
  'We use cookies and similar technologies',
  'Was this page helpful?',
  'All trademarks are the property of their owners',
  'Edit this page',
  'Skip to main content',
  'Subscribe to the newsletter',
  'A new version of this documentation is available',
  'Previous:',
  'On this page',
];

interface Row {
  folder: string;
  theme: string;
  pages: number;
  megabytes: number;
  milliseconds: number;
  recall: number;
  worst: number;
  precision: number;
  chrome: number;
  empty: number;
}

async function main(): Promise<void> {
  if (!existsSync(vendors) || !existsSync(server)) {
    console.log('Skipped: the vendors’ documentation is not beside this checkout.');
    return;
  }
  const folders = readdirSync(vendors).filter((name) => process.argv[2] === undefined || name === process.argv[2]);
  const rows: Row[] = [];
  for (const folder of folders) {
    for (const theme of themes) {
      if (process.argv[3] !== undefined && theme !== process.argv[3]) continue;
      rows.push(await measure(folder, theme));
    }
  }
  report(rows);
}

async function measure(folder: string, theme: string): Promise<Row> {
  const { url, child } = await serve(folder, theme);
  const row: Row = {
    folder,
    theme,
    pages: 0,
    megabytes: 0,
    milliseconds: 0,
    recall: 0,
    worst: 1,
    precision: 0,
    chrome: 0,
    empty: 0,
  };
  try {
    const sitemap = await (await fetch(`${url}sitemap.xml`)).text();
    const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) =>
      (match[1] ?? '').replace(/&amp;/g, '&'),
    );
    for (const address of addresses) {
      const body = new Uint8Array(await (await fetch(address)).arrayBuffer());
      const print = await (await fetch(`${address}${address.includes('?') ? '&' : '?'}print=1`)).text();
      const before = performance.now();
      const page = readPage({ url: address, contentType: 'text/html; charset=utf-8', charset: null, body });
      row.milliseconds += performance.now() - before;
      row.pages += 1;
      row.megabytes += body.length / 1e6;
      const { recall, precision } = compare(wordsOfMarkup(print), words(page.text));
      row.recall += recall;
      row.precision += precision;
      row.worst = Math.min(row.worst, recall);
      if (recall < 0.97) console.log(`  recall ${recall.toFixed(3)} ${theme} ${address}`);
      if (page.text === '') row.empty += 1;
      const seen = chrome.filter((phrase) => page.text.includes(phrase) && !print.includes(phrase));
      row.chrome += seen.length;
      if (seen.length > 0) console.log(`  chrome ${JSON.stringify(seen)} ${theme} ${address}`);
    }
  } finally {
    child.kill();
  }
  row.recall /= row.pages;
  row.precision /= row.pages;
  return row;
}

function serve(folder: string, theme: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [server, `${vendors}/${folder}`, '--theme', theme, '--quiet', '--no-gzip']);
  return new Promise((done, fail) => {
    child.stdout.once('data', (line: Buffer) => {
      const url = /https?:\/\/[^"\s]+/.exec(line.toString())?.[0] ?? '';
      done({ url: `${new URL(url).origin}/`, child });
    });
    child.once('error', fail);
  });
}

/** The words of the page's own content without any of the site, by a plain removal of tags. */
function wordsOfMarkup(html: string): string[] {
  const body = html.slice(html.indexOf('<body'));
  return words(
    body
      .replace(/<(script|style|svg|button)\b[\s\S]*?<\/\1>/g, ' ')
      .replace(/<!--[\s\S]*?-->/g, ' ')
      .replace(
        /<\/?(b|i|em|strong|code|span|a|sub|sup|cite|u|s|small|mark|kbd|var|tt|font|del|ins|abbr|samp|wbr)\b[^>]*>/g,
        '',
      )
      .replace(/<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/&(nbsp|para|[lr]squo|[lr]dquo|[mn]dash|hellip|rarr|larr);/g, ' ')
      .replace(/&amp;/g, '&'),
  );
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function compare(wanted: string[], got: string[]): { recall: number; precision: number } {
  const counts = new Map<string, number>();
  for (const word of got) counts.set(word, (counts.get(word) ?? 0) + 1);
  let kept = 0;
  for (const word of wanted) {
    const left = counts.get(word) ?? 0;
    if (left > 0) {
      kept += 1;
      counts.set(word, left - 1);
    }
  }
  return {
    recall: wanted.length === 0 ? 1 : kept / wanted.length,
    precision: got.length === 0 ? 1 : kept / got.length,
  };
}

function report(rows: Row[]): void {
  const line = (name: string, of: Row[]) => {
    const sum = (pick: (row: Row) => number) => of.reduce((total, row) => total + pick(row), 0);
    const pages = sum((row) => row.pages);
    const mean = (pick: (row: Row) => number) => sum((row) => pick(row) * row.pages) / pages;
    const speed = pages / (sum((row) => row.milliseconds) / 1000);
    console.log(
      `${name.padEnd(24)} ${String(pages).padStart(5)} pages ${speed.toFixed(0).padStart(5)}/s  recall ${mean((row) => row.recall).toFixed(4)} ` +
        `worst ${Math.min(...of.map((row) => row.worst)).toFixed(3)}  precision ${mean((row) => row.precision).toFixed(4)}  ` +
        `chrome ${sum((row) => row.chrome)}  empty ${sum((row) => row.empty)}  ${sum((row) => row.megabytes).toFixed(0)} MB`,
    );
  };
  for (const theme of themes)
    line(
      theme,
      rows.filter((row) => row.theme === theme),
    );
  for (const folder of new Set(rows.map((row) => row.folder)))
    line(
      folder,
      rows.filter((row) => row.folder === folder),
    );
  line('all', rows);
}

await main();
