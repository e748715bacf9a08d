import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analystSentence } from '../adapters/model/analyst-sentence.ts';
import { openMemoryLedger } from '../adapters/model/memory-ledger.ts';
import { readPrompts, readRubric } from '../adapters/rubric-files.ts';
import { knownPrice, modelsOf, providerOf, readVersion } from '../compose.ts';
import { readConfig } from '../config.ts';
import { sha256 } from '../domain/digest.ts';
import { Snapshot } from '../domain/snapshot.ts';
import type { Bodies, Tools } from '../ports.ts';
import { readPage } from '../stages/extract/read-page.ts';
import type { Diagnosis } from './here.ts';
import { note } from './output.ts';
import { probeModel } from './probe-model.ts';

/** Has the model that is set read one page of an invented product, through the real stages and a ledger of its own. */
export async function probe(): Promise<Diagnosis[]> {
  const config = readConfig();
  if (!config.model) {
    const text =
      'No model is set: set OPENAI_API_KEY, or ASSAY_MODEL (with OPENAI_BASE_URL for a server of your own, which may need no key). See .env.example.';
    return [{ what: 'model', ok: false, text }];
  }
  const price = await knownPrice(config);
  note(analystSentence(config.model, price, config.caps));
  const prompts = await readPrompts(join(config.packageRoot, 'prompts'));
  const clock = { now: () => new Date() };
  const ledger = openMemoryLedger();
  const version = await readVersion(config.packageRoot);
  const provider = await providerOf(config, version);
  const models = await modelsOf(config, { provider, price, prompts, clock, ledger });
  const { snapshot, bodies } = await probePage(join(config.packageRoot, 'fixtures', 'quillstore'));
  const journal = { note: () => undefined };
  const signal = new AbortController().signal;
  const tools: Tools = {
    http: { get: async ({ url }) => ({ kind: 'failed', cause: 'offline', url, reason: 'The probe fetches nothing.' }) },
    turns: null,
    reader: { read: async (page) => ({ text: readPage(page), reason: '' }) },
    ...{
      bodies,
      rubric: await readRubric(join(config.packageRoot, 'prompts', 'rubric')),
      prompts,
      clock,
      journal,
      signal,
    },
    model: models?.access.open({ run: snapshot.run, stage: 'gather', journal, signal }) ?? null,
    lastTry: true,
    seal: sha256,
    producer: { version, rubricDigest: '', promptDigests: {}, analyst: config.model.name },
    attempt: 1,
  };
  return probeModel({ snapshot, tools, ledger });
}

/** The page of the probe, as if it had been fetched: it holds roles, tokens and limits in plain words. */
async function probePage(folder: string): Promise<{ snapshot: Snapshot; bodies: Bodies }> {
  const stored = Snapshot.parse(JSON.parse(await readFile(join(folder, 'snapshot.json'), 'utf8')));
  const pages = stored.pages.filter(({ url }) => url.endsWith('/security/access-control/'));
  const kept = new Map<string, Uint8Array>();
  const bodies: Bodies = {
    async keep(bytes) {
      const digest = sha256(bytes);
      kept.set(digest, bytes);
      return digest;
    },
    read: async (digest) => kept.get(digest) ?? null,
  };
  await bodies.keep(await readFile(join(folder, 'site', 'security', 'access-control', 'index.html')));
  return { snapshot: { ...stored, pages }, bodies };
}
