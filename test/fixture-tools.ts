import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { openFixtureSites } from '../src/adapters/fixture-site.ts';
import { readPrompts, readRubric } from '../src/adapters/rubric-files.ts';
import type { Tools } from '../src/ports.ts';
import { readPage } from '../src/stages/extract/read-page.ts';
import { memoryBodies } from './memory-bodies.ts';

const root = join(import.meta.dirname, '..');

/** When the fixtures' records were made, so that they are the same on every day. */
const made = new Date('2026-01-15T09:00:00.000Z');

/** A keyed digest as an installation makes it, with a key that stands here so that tests are the same on every day. */
export function testSeal(text: string): string {
  return createHmac('sha256', 'a key for tests only').update(text).digest('hex');
}

/** Tools that reach the invented vendors' sites and nothing else, with a clock that stands still. */
export async function fixtureTools(): Promise<Tools & { bodies: ReturnType<typeof memoryBodies> }> {
  const rubric = await readRubric(join(root, 'prompts', 'rubric'));
  const prompts = await readPrompts(join(root, 'prompts'));
  return {
    http: openFixtureSites(join(root, 'fixtures'), {
      get: async ({ url }) => ({ kind: 'failed', cause: 'offline', url, reason: 'Tests reach fixture sites only.' }),
    }),
    bodies: memoryBodies(),
    turns: null,
    reader: { read: async (page) => ({ text: readPage(page), reason: '' }) },
    rubric,
    prompts,
    model: null,
    lastTry: false,
    seal: testSeal,
    producer: {
      version: 'fixture',
      rubricDigest: rubric.digest,
      // The offline analyst reads no prompt, so no edited prompt may change what it made.
      promptDigests: {},
      analyst: 'offline',
    },
    attempt: 1,
    clock: { now: () => made },
    journal: { note: () => undefined },
    signal: new AbortController().signal,
  };
}
