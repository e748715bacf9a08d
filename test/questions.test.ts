import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, compose } from '../src/compose.ts';
import { configFrom } from '../src/config.ts';
import type { PrintedPrompt, WantedPrompt } from '../src/domain/printed-prompt.ts';
import type { Vendor } from '../src/domain/vendor.ts';
import type { ReplyForm } from '../src/ports.ts';
import type { ScriptedServer } from './adapters/model/scripted-http.ts';
import { aRun, aVendor } from './contract/sample-records.ts';
import { lexicalServer } from './lexical-server.ts';

const slug = 'quillstore';

/** The whole product over a provider's double, with one invented vendor analysed from its site to its draft. */
async function analysed(
  forms?: readonly ReplyForm[],
): Promise<{ assay: Assay; provider: ScriptedServer; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-questions-'));
  const provider = await lexicalServer(forms);
  const settings = {
    ASSAY_DATA: join(folder, 'data'),
    ASSAY_LOG_LEVEL: 'error',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: provider.baseUrl,
    ASSAY_MODEL: 'gpt-4.1-mini',
  };
  const assay = await compose(configFrom(settings), { logTo: 'stderr' });
  await assay.startWorkers();
  const sources = ['https://docs.quillstore.example/'];
  await runOf(assay, aVendor({ slug, name: 'Quillstore', layer: 'L1', category: 'vector-database', sources }), false);
  return { assay, provider, folder };
}

async function runOf(assay: Assay, vendor: Vendor, offline: boolean): Promise<void> {
  await assay.store.vendors.add(vendor, 'editor@company.example');
  const run = aRun(vendor, { offline });
  await assay.store.runs.start(run);
  await assay.queue.add('fetch', { recordId: run.id, attempt: 1 });
  for (;;) {
    const status = await assay.store.runs.status(run.id);
    if (status?.outcome === 'drafted') return;
    if (status?.outcome) throw new Error(`the run ended as ${status.outcome}: ${status.progress}`);
    await sleep(50);
  }
}

let product: Awaited<ReturnType<typeof analysed>>;
beforeAll(async () => {
  product = await analysed();
}, 120_000);
afterAll(async () => {
  await product.assay.close();
  await product.provider.close();
  await rm(product.folder, { recursive: true, force: true });
});

const print = (wanted: WantedPrompt): Promise<PrintedPrompt> => product.assay.printPrompt(slug, wanted);

/** Every prompt of a task, by whatever tells them apart. */
async function all(task: WantedPrompt['task']): Promise<PrintedPrompt[]> {
  const { rubric } = product.assay;
  if (task === 'narrative') {
    return Promise.all(['portrait', 'merits', 'risks', 'use'].map((section) => print({ task, section })));
  }
  const first = await print({ task });
  const numbers = Array.from({ length: first.parts }, (_, index) => index + 1);
  if (task === 'harvest') return Promise.all(numbers.map((part) => print({ task, part })));
  const dimensions = [...rubric.inpact.dimensions, ...rubric.goals.dimensions];
  const prompts = await Promise.allSettled(dimensions.map(({ id: dimension }) => print({ task, dimension })));
  return prompts.flatMap((prompt) => (prompt.status === 'fulfilled' ? [prompt.value] : []));
}

describe('A printed prompt', () => {
  it.each([
    ['harvest', 1],
    ['judge', 5],
    ['narrative', 4],
  ] as const)('of %s is, byte for byte, a request that the provider got from the run', async (task, atLeast) => {
    const prompts = await all(task);
    expect(prompts.length).toBeGreaterThanOrEqual(atLeast);
    for (const { body, subject, kept, requestDigest, messages } of prompts) {
      expect(product.provider.bodies.includes(body ?? ''), `${task} ${subject}`).toBe(true);
      expect(kept).toBe(true);
      const exchange = await product.assay.store.ledger.exchange(requestDigest ?? '');
      expect(exchange?.messages).toEqual(messages);
    }
    expect(new Set(prompts.map(({ body }) => body)).size).toBe(prompts.length);
  });

  it('asks nobody and writes nothing', async () => {
    const { store } = product.assay;
    const runId = (await store.runs.list({ limit: 1 })).items[0]?.runId ?? '';
    const counts = async () => ({
      calls: product.provider.bodies.length,
      rows: (await store.ledger.calls(runId, { limit: 500 })).items.length,
    });
    const before = await counts();
    expect(before.rows).toBeGreaterThan(10);
    for (const task of ['harvest', 'judge', 'narrative'] as const) await print({ task });
    expect(await counts()).toEqual(before);
  });

  it('over what was gathered without a model is shown too, and still asks nobody', async () => {
    const { assay, provider } = product;
    const sources = ['https://docs.murmurgate.example/'];
    const vendor = aVendor({ slug: 'murmurgate', name: 'Murmurgate', layer: 'L5', category: 'policy-engine', sources });
    await runOf(assay, vendor, true);
    const before = provider.bodies.length;
    for (const task of ['harvest', 'judge', 'narrative'] as const) {
      expect(await assay.printPrompt('murmurgate', { task })).toMatchObject({ kept: false });
    }
    expect(provider.bodies.length).toBe(before);
  }, 60_000);

  it.each([
    [{ task: 'harvest', part: 999 }, 422, /part "999"/],
    [{ task: 'judge', dimension: 'inpact.unheard' }, 422, /inpact\.permitted/],
    [{ task: 'narrative', section: 'poetry' }, 422, /portrait, merits, risks, use/],
  ] as const)('that there is not is refused by name: %o', async (wanted, status, message) => {
    await expect(print(wanted)).rejects.toMatchObject({ status, message: expect.stringMatching(message) });
  });

  it('of a vendor that no run has read is refused with what to do', async () => {
    for (const task of ['harvest', 'judge', 'narrative'] as const) {
      const refused = product.assay.printPrompt('nobody', { task });
      await expect(refused).rejects.toMatchObject({ status: 409, advice: 'Start one with "assay run nobody".' });
    }
  });
});

describe('A server that takes no JSON schema', () => {
  it('is shown the request in the form that it answered', async () => {
    const other = await analysed(['json-object', 'text']);
    const { body, form, kept } = await other.assay.printPrompt(slug, { task: 'judge' });
    expect([form, kept]).toEqual(['json-object', true]);
    expect(other.provider.bodies).toContain(body);
    await other.assay.close();
    await other.provider.close();
    await rm(other.folder, { recursive: true, force: true });
  }, 120_000);
});
