import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { makeSecret } from '../../src/actions/accounts.ts';
import { firstAdmin } from '../../src/actions/first-admin.ts';
import { PgliteClient } from '../../src/adapters/store/pglite-client.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { createApp } from '../../src/web/app.tsx';
import { listen } from '../../src/web/listen.ts';
import { webPartsOf } from '../../src/web/web-parts-of.ts';
import { tag } from './page-list.ts';
import { seedAdmin } from './seed-catalogue.ts';

/**
 * The web application as it is served, without workers. Each answer says in headers what it took: milliseconds until its
 * last byte was ready, processor time of all threads, the event loop's own work, queries, bytes.
 */
const config = readConfig({ ASSAY_LOG_LEVEL: 'error', ASSAY_PORT: '0' });
const assay = await compose(config, { logTo: 'stderr' });
const stylesheet = await readFile(join(config.packageRoot, 'src', 'web', 'assay.css'), 'utf8');
const counted = countQueries();

let answer = (_request: Request): Response | Promise<Response> => new Response('', { status: 503 });
const server = await listen({ fetch: (request) => measured(request) }, { port: 0, host: '127.0.0.1' });
const address = `http://127.0.0.1:${server.port}`;
const app = createApp(webPartsOf({ ...assay, analyst: 'offline', fourEyes: false }, { baseUrl: address, stylesheet }));
answer = (request) => app.fetch(request);
const { person } = await firstAdmin(assay.office, seedAdmin.email);
const { secret } = await makeSecret(assay.office, { kind: 'session', label: 'bench' }, person);
const routes = [...new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))];
const run = `run-${tag(0, 4)}`;
const [call] = (await assay.store.ledger.calls(run, { limit: 1 })).items;
const ready = {
  pid: process.pid,
  address,
  cookie: `__Host-assay=${secret}`,
  routes,
  call: { run, id: call?.id ?? '' },
};
process.stdout.write(`${JSON.stringify(ready)}\n`);

process.once('SIGTERM', () => {
  void server.close().then(() => assay.close());
});

async function measured(request: Request): Promise<Response> {
  // Of many requests at once only their number is asked, which measuring each would lower.
  if (request.headers.has('x-plain')) return answer(request);
  // What the last request left to do is not this one's.
  await sleep(5);
  counted.queries = 0;
  const used = process.cpuUsage();
  const loop = loopWork();
  const began = performance.now();
  const reply = await answer(request);
  // Events do not end.
  if (reply.headers.get('content-type')?.startsWith('text/event-stream')) return reply;
  const body = await reply.arrayBuffer();
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  const headers = new Headers(reply.headers);
  headers.set('x-took', took.toFixed(2));
  headers.set('x-processor', ((user + system) / 1000).toFixed(1));
  headers.set('x-loop', (loopWork() - loop).toFixed(1));
  headers.set('x-bytes', String(body.byteLength));
  headers.set('x-queries', String(counted.queries));
  return new Response(reply.status === 304 ? null : body, { status: reply.status, headers });
}

/** Milliseconds that the event loop's thread has worked since it began; 0 where the system does not tell. */
function loopWork(): number {
  try {
    const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return 0;
  }
}

/** Counts statements where they are sent: both drivers have one place that every query goes through. */
function countQueries(): { queries: number } {
  const count = { queries: 0 };
  for (const client of [PgliteClient.prototype, pg.Client.prototype] as { query: (...args: never[]) => unknown }[]) {
    const send = client.query;
    client.query = function (...args) {
      count.queries += 1;
      return send.apply(this, args);
    };
  }
  return count;
}
