import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedStore, openStore } from '../../src/adapters/store/open-store.ts';
import type { ScriptedServer } from '../adapters/model/scripted-http.ts';
import { scriptedServer } from '../adapters/model/scripted-server.ts';
import { startPostgres } from '../contract/postgres-server.ts';
import type { SpendingWork } from '../spending/spend-worker.ts';

const server = await startPostgres();
afterAll(() => server?.close());

/** Long enough for every process to come to the same question while it is being answered. */
const answerMilliseconds = 1_500;

describe.skipIf(server === null)('Processes that ask a model the same new question', () => {
  let opened: OpenedStore;
  let provider: ScriptedServer;
  const work = (name: string): SpendingWork => ({ name, baseUrl: provider.baseUrl, dayUsd: 1_000, questions: 1 });
  const callsOf = async (name: string) => (await opened.store.ledger.calls(`run-${name}`, { limit: 100 })).items;

  beforeEach(async () => {
    opened = await openStore({ dataFolder: '', databaseUrl: server?.url ?? null });
    provider = await scriptedServer();
    provider.answerWith(() => ({ do: 'answer', content: '{"said":"once"}', milliseconds: answerMilliseconds }));
  });
  afterEach(async () => {
    await provider.close();
    await opened.close();
  });

  it('at once pay for it once: the others wait for the reply and use it', async () => {
    const children = await Promise.all([0, 1, 2].map(() => ready(work('at-once'))));
    const ends = await Promise.all(children.map((child) => child.result()));
    expect(ends).toEqual([{ answer: 1 }, { answer: 1 }, { answer: 1 }]);
    expect(provider.history).toHaveLength(1);
    const states = (await callsOf('at-once')).map(({ state }) => state);
    expect(states.sort()).toEqual(['kept', 'kept', 'settled']);
  }, 60_000);

  it('ask it one after the other where the first gets no reply', async () => {
    provider.enqueue({ do: 'raw', status: 503, type: 'application/json', body: '{}' });
    const children = await Promise.all([0, 1].map(() => ready(work('first-fails'))));
    const ends = await Promise.all(children.map((child) => child.result()));
    expect(ends).toEqual([{ answer: 1 }, { answer: 1 }]);
    expect(provider.history).toHaveLength(2);
    expect((await callsOf('first-fails')).filter(({ state }) => state === 'kept')).toHaveLength(1);
  }, 60_000);

  it('go on when the one that asks is killed: another takes the question over, and pays for it once', async () => {
    const arrived = new Promise<void>((resolve) => {
      provider.answerWith(() => {
        resolve();
        provider.answerWith(() => ({ do: 'answer', content: '{"said":"again"}' }));
        return { do: 'stall', after: 'headers' };
      });
    });
    const [first, second, third] = await Promise.all([0, 1, 2].map(() => ready(work('killed'))));
    if (!first || !second || !third) throw new Error('no processes');
    first.begin();
    await arrived;
    const waiting = [second.result(), third.result()];
    await sleep(answerMilliseconds);
    expect(provider.history).toHaveLength(1);
    first.kill();
    expect(await Promise.all(waiting)).toEqual([{ answer: 1 }, { answer: 1 }]);
    expect(provider.history).toHaveLength(2);
    const states = (await callsOf('killed')).map(({ state }) => state);
    expect(states.sort()).toEqual(['kept', 'open', 'settled']);
  }, 60_000);
});

/** A process that has opened the database and waits for the word to ask. */
async function ready(work: SpendingWork) {
  const file = join(import.meta.dirname, '..', 'spending', 'ask-once-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, server?.url ?? '', JSON.stringify(work)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const begin = (): void => void child.stdin.write('begin\n');
  return {
    begin,
    kill: () => void child.kill('SIGKILL'),
    async result(): Promise<unknown> {
      begin();
      const { value } = await lines.next();
      if (child.exitCode === null) await once(child, 'exit');
      return JSON.parse(String(value));
    },
  };
}
