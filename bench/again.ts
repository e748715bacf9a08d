import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '../src/actions/decide.ts';
import { startRun } from '../src/actions/start-run.ts';
import { type Assay, compose } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import type { Person } from '../src/domain/person.ts';
import { hasRealDocs } from '../test/change/served-site.ts';
import { type SmallSite, smallSites } from './again/small-sites.ts';

/**
 * What a night of re-reading costs: many small products, read and published once, are read again by schedule while five in
 * a hundred have a changed sentence. One process as `assay start` runs it, with its embedded database and queue and the
 * concurrency of production; the sites are served by another process of the same machine without latency.
 *   npm run bench:again [products]
 */
const count = Number(process.argv[2] ?? 100);
const changedShare = 0.05;
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
    tell('again, nothing changed', await timed(assay, 'scheduled'));
    const changed = Math.round(count * changedShare);
    const every = Math.floor(count / Math.max(1, changed));
    for (let nth = 0; nth < changed; nth += 1) await told(server, { change: nth * every });
    const again = await timed(assay, 'scheduled');
    tell(`again, ${changed} with a changed sentence`, again);
    const each = again.seconds / count;
    console.log(
      `1,000 products: ${again.seconds.toFixed(1)} s / ${count} = ${each.toFixed(3)} s each; x 1,000 = ${((each * 1000) / 60).toFixed(1)} minutes`,
    );
  } finally {
    server.send({ end: true });
    await assay.close();
    rmSync(data, { recursive: true, force: true });
  }
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

function told(server: ChildProcess, message: Record<string, unknown>): Promise<{ port: number }> {
  return new Promise((resolve) => {
    server.once('message', (reply: { port: number }) => resolve(reply));
    server.send(message);
  });
}
