import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '../src/actions/decide.ts';
import { startRun } from '../src/actions/start-run.ts';
import { type Assay, compose } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import type { Person } from '../src/domain/person.ts';
import { citedOnce } from '../src/domain/quote-fates.ts';
import { hasRealDocs } from '../test/change/served-site.ts';
import { type SmallSite, smallSites } from './again/small-sites.ts';

/**
 * What a night of re-reading costs: many small products, read and published once, are read again by schedule: as they were,
 * with a cited sentence of five in a hundred denied, with a sentence that bears on nothing, and as they were then. One
 * process as `assay start` runs it, with its embedded database and queue and the concurrency of production; the sites are
 * served by another process of the same machine without latency.
 *   npm run bench:again [products]
 */
const count = Number(process.argv[2] ?? 100);
const changedShare = 0.05;
/** Says nothing of the product: whoever reads it again must find that nothing is touched. */
const idle = 'Since the last release this is different from what it was.';
const editor: Person = { email: 'editor@assay.example', role: 'admin' };
const reviewer: Person = { email: 'reviewer@assay.example', role: 'admin' };

if (hasRealDocs) await main();
else console.log('Nothing to measure: the vendor documentation is not beside this checkout.');

async function main(): Promise<void> {
  const sites = await smallSites(count);
  const server = fork(join(import.meta.dirname, 'again', 'site-server.mjs'));
  const ports: number[] = [];
  for (const [site, { pages }] of sites.entries()) ports.push((await told(server, { site, pages })).port);
  const data = mkdtempSync(join(tmpdir(), 'assay-again-'));
  const hosts = ports.map((port) => `127.0.0.1:${port}`);
  const assay = await compose(readConfig({ ASSAY_DATA: data, ASSAY_ALLOW_HOSTS: hosts.join(',') }), {
    writeLog: () => undefined,
  });
  await assay.startWorkers();
  for (const person of [editor, reviewer]) await assay.store.accounts.addPerson(person, 'bench');
  try {
    await addAll(assay, sites, hosts);
    tell('first reading', await timed(assay, 'new'));
    const published = await publishAll(assay);
    console.log(`${published} of ${count} published; the others wait for review`);
    const same = await timed(assay, 'scheduled');
    tell('again, nothing changed', same);
    const changed = Math.round(count * changedShare);
    const every = Math.floor(count / Math.max(1, changed));
    const chosen = Array.from({ length: changed }, (_, nth) => nth * every);
    let turned = 0;
    for (const site of chosen) {
      const change = await citedChange(assay, site, sites[site]);
      if (!change) continue;
      await told(server, { change });
      turned += 1;
    }
    tell(`again, a cited sentence of ${turned} turned round`, await timed(assay, 'scheduled'));
    for (const site of chosen) await told(server, { change: { site: site + 1, to: `</h1><p>${idle}</p>` } });
    tell(`again, ${changed} others with a new sentence that no check asks for`, await timed(assay, 'scheduled'));
    tell('again, nothing changed since', await timed(assay, 'scheduled'));
    const each = same.seconds / count;
    console.log(
      `1,000 products: ${same.seconds.toFixed(1)} s / ${count} = ${each.toFixed(3)} s each; x 1,000 = ${((each * 1000) / 60).toFixed(1)} minutes`,
    );
  } finally {
    server.send({ end: true });
    await assay.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** One sentence that the standing analysis of a product cites, denied; null where none stands in one piece in its pages. */
async function citedChange({ store }: Assay, site: number, { pages }: SmallSite = { layer: '', pages: [] }) {
  const { published, drafted } = await store.runs.baseline(`product-${site}`);
  const analysis = published?.analysis ?? (drafted ? (await store.drafts.get(drafted.draftId))?.analysis : null);
  if (!analysis) return null;
  for (const { quote } of citedOnce(analysis)) {
    const holders = pages.filter(([, html]) => html.split(`>${quote}<`).length === 2);
    const [path] = holders.length === 1 ? (holders[0] ?? []) : [];
    if (path !== undefined) return { site, path, from: `>${quote}<`, to: `>It is no longer so that ${quote}<` };
  }
  return null;
}

async function addAll(
  { store, rubric, office: { clock } }: Assay,
  sites: readonly SmallSite[],
  hosts: readonly string[],
) {
  const now = clock.now().toISOString();
  for (const [index, { layer }] of sites.entries()) {
    const found = rubric.stack.layers.find(({ id }) => id === layer);
    const vendor = {
      ...{ slug: `product-${index}`, name: `Product ${index}`, category: found?.categories[0]?.id ?? '' },
      ...{ layer: found?.id ?? ('L1' as const), entryType: 'product' as const, licence: 'unknown', archived: false },
      ...{ homepage: `http://${hosts[index]}/`, sources: [`http://${hosts[index]}/`], revision: 1 },
      ...{ price: { kind: 'unknown' as const, note: '' }, createdAt: now, updatedAt: now },
    };
    await store.vendors.add(vendor, editor.email);
  }
}

interface Round {
  seconds: number;
  processorSeconds: number;
  outcomes: Record<string, number>;
}

/** Every product read once, started together as a schedule's night does. */
async function timed(assay: Assay, cause: 'new' | 'scheduled'): Promise<Round> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  const runs: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const request = { slug: `product-${index}`, cause, again: false, offline: true };
    runs.push((await startRun(assay.office, request, editor)).run.id);
  }
  const outcomes: Record<string, number> = {};
  for (const runId of runs) {
    const outcome = await ended(assay, runId);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - began) / 1000, processorSeconds: (user + system) / 1e6, outcomes };
}

async function ended({ store }: Assay, runId: string): Promise<string> {
  for (;;) {
    const status = await store.runs.status(runId);
    if (status?.outcome) return status.outcome;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Approves what nothing blocks; a thin site's draft may be refused, and waits then. */
async function publishAll({ store, office }: Assay): Promise<number> {
  const { items } = await store.drafts.list({ limit: count });
  const refused = new Set<string>();
  for (const { id: draftId } of items) {
    const draft = await store.drafts.get(draftId);
    if (!draft) continue;
    const { revision, contentDigest } = draft;
    const decision = { verdict: 'approved', revision, contentDigest };
    await decide({ ...office, fourEyes: false }, { draftId, decision }, reviewer).catch((error: unknown) => {
      refused.add(error instanceof Error ? error.message : String(error));
    });
  }
  // Publishing is a stage of its own, after the queue's turn.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  for (const reason of [...refused].slice(0, 3)) console.log(`  not approved: ${reason}`);
  let published = 0;
  for (let index = 0; index < count; index += 1) {
    if ((await store.runs.baseline(`product-${index}`)).published) published += 1;
  }
  return published;
}

function tell(what: string, { seconds, processorSeconds, outcomes }: Round): void {
  console.log(
    `${what}: ${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} s of processor, ${JSON.stringify(outcomes)}`,
  );
}

function told(server: ChildProcess, message: object): Promise<{ port: number }> {
  return new Promise((resolve) => {
    server.once('message', (reply: { port: number }) => resolve(reply));
    server.send(message);
  });
}
