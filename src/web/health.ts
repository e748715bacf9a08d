import type { OpenAPIHono } from '@hono/zod-openapi';
import { Gauge, Registry } from 'prom-client';
import type { WebParts, WebVariables } from './parts.ts';

/** How long a round trip through queue and worker may take before the process counts as not ready, in seconds. */
const patience = 5;

/** `/healthz`: the process answers. `/readyz`: database, queue and a worker answer too. `/metrics`: Prometheus text. */
export function addHealth(app: OpenAPIHono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.get('/healthz', (c) => c.json({ status: 'ok', version: parts.version }));
  app.get('/readyz', async (c) => {
    const checks = {
      database: await holds(parts, () => parts.office.store.ping()),
      queue: await holds(parts, () => parts.queue.ping(patience)),
    };
    const ready = checks.database === 'ok' && checks.queue === 'ok';
    return c.json({ status: ready ? 'ready' : 'not ready', ...checks }, ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    const registry = new Registry();
    const jobs = new Gauge({
      name: 'assay_jobs',
      help: 'Jobs by stage and state',
      labelNames: ['stage', 'state'],
      registers: [registry],
    });
    for (const [stage, counts] of Object.entries(await parts.queue.counts())) {
      for (const [state, count] of Object.entries(counts)) jobs.set({ stage, state }, count);
    }
    const memory = new Gauge({
      name: 'assay_resident_bytes',
      help: 'Resident memory of this process',
      registers: [registry],
    });
    memory.set(process.memoryUsage().rss);
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
}

async function holds(parts: WebParts, attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return 'ok';
  } catch (error) {
    parts.log('warn', 'A readiness check failed.', { message: error instanceof Error ? error.message : String(error) });
    return 'does not answer';
  }
}
