// Extraction alone, one page after another in one process: time, share of the source's words kept, and pages whose text
// holds furniture of the site. The same seven layouts and sources as test/stages/extract/site-themes.test.ts.
import { Readability } from '@mozilla/readability';
import { load } from 'cheerio';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { readPage } from '../../src/stages/extract/read-page.ts';
import { recallOf, wordsOf } from '../../test/stages/extract/source-words.ts';
import { vendorSite } from '../../test/stages/extract/vendor-site.ts';

const sites = [
  ['mkdocs', 'amundsen'],
  ['raw', 'cedar'],
  ['antora', 'debezium'],
  ['docusaurus', 'kserve'],
  ['mintlify', 'langgraph'],
  ['sphinx', 'milvus'],
  ['sidebar', 'prometheus'],
];
const furniture =
  /We use cookies and similar technologies|Was this page helpful\?|All trademarks are the property of their owners|Skip to main content|Subscribe to the newsletter|A new version of this documentation is available|Edit this page|Previous: \w|Search docs/;
const blocks = 'p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, pre, div, br, tr';

const extractors = {
  'Assay (text, blocks, links)': async (page) =>
    readPage({ url: page.url, contentType: 'text/html', charset: 'utf-8', body: page.body }).text,
  'cheerio tree with selectors': async (_, html) => {
    const $ = load(html);
    $('script, style, nav, header, footer, aside, button').remove();
    // Without this the text of neighbouring blocks runs together, and words are lost.
    $(blocks).append(' ');
    return $('article, main, [role=main], .content, body').first().text();
  },
  'defuddle (linkedom)': async (page, html) => textOf((await Defuddle(parseHTML(html).document, page.url)).content),
  'Readability (linkedom)': async (_, html) => textOf(new Readability(parseHTML(html).document).parse()?.content ?? ''),
};

const rounds = Number(process.argv[2] ?? 3);
const measured = Object.fromEntries(Object.keys(extractors).map((name) => [name, []]));
for (const [theme, vendor] of sites) {
  const site = (await vendorSite(vendor, theme)).map((page) => ({ page, html: new TextDecoder().decode(page.body) }));
  for (const [name, extract] of Object.entries(extractors)) {
    const times = [];
    let texts = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = process.cpuUsage();
      texts = [];
      for (const { page, html } of site) texts.push(await extract(page, html));
      // Processor time: what else the machine does meanwhile is no part of it.
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
    const words = site.reduce((sum, { page }) => sum + page.source.length, 0);
    const kept = site.reduce(
      (sum, { page }, at) => sum + recallOf(page.source, wordsOf(texts[at] ?? '')) * page.source.length,
      0,
    );
    measured[name].push({
      vendor,
      pages: site.length,
      milliseconds: times.sort((a, b) => a - b)[Math.floor(rounds / 2)],
      recall: kept / words,
      words,
      chrome: texts.filter((text) => furniture.test(text)).length,
    });
  }
}

const assay = total(measured['Assay (text, blocks, links)']);
console.log(`Extraction, ${assay.pages} pages of seven sites, median of ${rounds} rounds`);
for (const [name, rows] of Object.entries(measured)) {
  const all = total(rows);
  console.log(
    `${name.padEnd(28)} ${(all.milliseconds / all.pages).toFixed(2)} ms of processor a page (${(all.milliseconds / assay.milliseconds).toFixed(1)} × Assay's), recall ${all.recall.toFixed(4)}, lowest of a site ${Math.min(...rows.map((row) => row.recall)).toFixed(3)}, furniture on ${all.chrome} pages`,
  );
}

function total(rows) {
  const sum = (pick) => rows.reduce((so, row) => so + pick(row), 0);
  return {
    pages: sum((row) => row.pages),
    milliseconds: sum((row) => row.milliseconds),
    recall: sum((row) => row.recall * row.words) / sum((row) => row.words),
    chrome: sum((row) => row.chrome),
  };
}

/** The text of the markup that these two give; the time for it is small beside theirs. */
function textOf(html) {
  return html
    .replace(/<\/?(b|i|em|strong|code|span|a|sub|sup|u|s)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&');
}
