import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRubric } from '../src/adapters/rubric-files.ts';
import { openStore } from '../src/adapters/store/open-store.ts';
import { startPostgres } from '../test/contract/postgres-server.ts';
import { type Answer, askPage, type ServedCatalogue, serveCatalogue } from './web/ask-pages.ts';
import { type BrowserFigures, browserFigures } from './web/browser-figures.ts';
import { draftOf, pagesOf, tag } from './web/page-list.ts';
import { askPublic, throughput } from './web/public-figures.ts';
import { seedCalls } from './web/seed-calls.ts';
import { runsOfEach, seedCatalogue } from './web/seed-catalogue.ts';
import { seedPublic } from './web/seed-public.ts';
import { nameOf } from './web/varied-records.ts';

/**
 * Every page of the web application, on a database of 1,000 products, 5,000 drafts and 500,000 passages: `npm run
 * bench:web`. Seeding takes minutes; `--keep FOLDER` keeps the embedded database for the next time, and DATABASE_URL names
 * a PostgreSQL that is filled once. `--only pglite|postgres`, `--vendors N` and `--rounds N` make it shorter. `--public N`
 * measures the public catalogue instead, with so many published products: pages that nobody has asked for before, answers a
 * second to whoever has a page already, and what a browser loads.
 */
const { values: options } = parseArgs({
  options: {
    vendors: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '20' },
    keep: { type: 'string' },
    only: { type: 'string' },
    public: { type: 'string' },
  },
});
const vendors = Number(options.vendors);
const rounds = Number(options.rounds);
const products = options.public === undefined ? null : Number(options.public);

/** Seconds that each cached page is asked for. */
const loadSeconds = 5;
/** Looks of a browser without a cache. */
const looks = 7;

if (options.only !== 'postgres') await onPglite();
if (options.only !== 'pglite') await onPostgres();

async function onPglite(): Promise<void> {
  const folder = options.keep ?? (await mkdtemp(join(tmpdir(), 'assay-bench-web-')));
  await measure('the embedded database', { folder, databaseUrl: null });
  if (!options.keep) await rm(folder, { recursive: true, force: true });
}

async function onPostgres(): Promise<void> {
  const given = process.env.DATABASE_URL;
  const started = given ? null : await startPostgres();
  const databaseUrl = given ?? started?.url;
  if (!databaseUrl) return;
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-web-'));
  await measure('PostgreSQL', { folder, databaseUrl });
  await rm(folder, { recursive: true, force: true });
  await started?.close();
}

async function measure(name: string, at: { folder: string; databaseUrl: string | null }): Promise<void> {
  if (products !== null) return measurePublic(name, at, products);
  await seed(at);
  const served = await serveCatalogue(at);
  try {
    console.log(`\n${name}: ${vendors} products, ${rounds} rounds after one that is not counted`);
    const answers = await askAll(served);
    console.log(
      `load average ${loadavg()
        .map((load) => load.toFixed(1))
        .join(', ')}; times in milliseconds\n`,
    );
    tellAnswers(answers);
    await inBrowser(served, ['review page', `/review/${draftOf(0, 4)}?at=frameworks.inpact.dimensions.0.checks.0`]);
  } finally {
    await served.stop();
  }
}

async function measurePublic(
  name: string,
  at: { folder: string; databaseUrl: string | null },
  count: number,
): Promise<void> {
  const { store, close } = await openStore({ dataFolder: at.folder, databaseUrl: at.databaseUrl });
  const rubric = await readRubric(join(import.meta.dirname, '..', 'prompts', 'rubric'));
  const there = (await store.publications.current()).ids.length;
  if (there < count) await seedPublic({ store, rubric }, count, (text) => process.stderr.write(`${text}\n`));
  await close();
  const served = await serveCatalogue(at);
  try {
    console.log(`\n${name}: ${count} published products, ${rounds} rounds of pages that nobody has asked for before`);
    console.log(
      `load average ${loadavg()
        .map((load) => load.toFixed(1))
        .join(', ')}; times in milliseconds\n`,
    );
    tellAnswers(await askPublic(served, { products: count, rounds }));
    console.log('\n| cached page | answers a second | p95 | server’s processor an answer |\n|---|---|---|---|');
    for (const { page, perSecond, p95, processor, statuses } of await throughput(served, loadSeconds)) {
      const told = Object.keys(statuses).join(', ');
      console.log(`| ${page} (${told}) | ${perSecond.toFixed(0)} | ${p95.toFixed(1)} | ${processor.toFixed(2)} |`);
    }
    const stranger = { ...served, cookie: '' };
    await inBrowser(stranger, ['catalogue', '/']);
    await inBrowser(stranger, ['analysis', `/vendors/${nameOf(10)}`]);
    await inBrowser(stranger, ['comparison', `/compare?v=${nameOf(10)},${nameOf(11)}`]);
  } finally {
    await served.stop();
  }
}

/** Fills the database, unless it was filled before. */
async function seed({ folder, databaseUrl }: { folder: string; databaseUrl: string | null }): Promise<void> {
  const { store, close } = await openStore({ dataFolder: folder, databaseUrl });
  if (!(await store.drafts.state(draftOf(vendors - 1, runsOfEach - 1)))) {
    const seeded = await seedCatalogue(store, vendors, (text) => process.stderr.write(`${text}\n`));
    await seedCalls(store, `run-${tag(0, 4)}`);
    console.log(
      `seeded ${seeded.vendors} products, ${seeded.drafts} drafts, ${seeded.publications} publications, ${seeded.passages} passages`,
    );
  }
  await close();
}

/** Asks for every page once a round, beginning one page further each time, of another product each time. */
async function askAll(served: ServedCatalogue): Promise<Map<string, Answer[]>> {
  const found = new Map<string, Answer[]>();
  for (let round = 0; round <= rounds; round += 1) {
    // A step that shares no divisor with the number of products visits all of them; every tenth is withdrawn.
    const number = (round * 37 + 10) % vendors;
    const pages = pagesOf(served.routes, { number: number % 10 === 3 ? number + 1 : number, call: served.call });
    const begin = round % pages.length;
    for (const [page, path] of [...pages.slice(begin), ...pages.slice(0, begin)]) {
      const answer = await askPage(served, path);
      if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
      if (round > 0) found.set(page, [...(found.get(page) ?? []), answer]);
    }
  }
  return new Map([...found].sort(([a], [b]) => a.localeCompare(b)));
}

function row(page: string, answers: Answer[]): string {
  const at = (figure: keyof Answer, share: number): string =>
    percentile(
      answers.map((answer) => answer[figure]),
      share,
    ).toFixed(0);
  const kilobytes = (
    percentile(
      answers.map(({ bytes }) => bytes),
      0.95,
    ) / 1000
  ).toFixed(1);
  const times = [at('took', 0.5), at('took', 0.95), at('processor', 0.5), at('processor', 0.95), at('loop', 0.95)];
  return `| ${[page, ...times, at('queries', 0.95), kilobytes].join(' | ')} |`;
}

function tellAnswers(answers: ReadonlyMap<string, Answer[]>): void {
  const head = ['page', 'p50', 'p95', 'processor p50', 'p95', 'event loop p95', 'queries', 'kB sent'];
  console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
  for (const [page, found] of answers) console.log(row(page, found));
}

async function inBrowser(served: ServedCatalogue, [name, path]: readonly [name: string, path: string]): Promise<void> {
  const figures = await browserFigures(served, path, looks);
  if (!figures) return;
  const median = (of: (figure: BrowserFigures) => number): string => percentile(figures.map(of), 0.5).toFixed(0);
  console.log(
    `\n${name} in Chromium, nothing cached (medians of ${looks}): ${median(({ bytes }) => bytes / 1000)} kB transferred, ` +
      `first contentful paint ${median(({ firstPaint }) => firstPaint)} ms, interactive ${median(({ interactive }) => interactive)} ms`,
  );
}

function percentile(figures: number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
