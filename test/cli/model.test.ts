import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Analysis } from '../../src/domain/analysis.ts';
import type { ModelCall } from '../../src/domain/model-call.ts';
import type { ScriptedServer } from '../adapters/model/scripted-http.ts';
import { lexicalServer } from '../lexical-server.ts';
import { assay, type Ended, temporaryFolder } from './run-assay.ts';

/** Looked for in everything that is printed. */
const key = 'sk-canary-0123456789abcdef';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let provider: ScriptedServer;
const printed: string[] = [];

async function run(...args: string[]): Promise<Ended> {
  const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: provider.baseUrl, ASSAY_MODEL: 'gpt-4.1-mini' };
  const ended = await assay(args, { data: join(folder.path, 'data'), env });
  printed.push(ended.stdout, ended.stderr);
  return ended;
}

interface Shown {
  runId: string;
  outcome: string;
  calls: ModelCall[];
}
let shown: Shown;

beforeAll(async () => {
  folder = await temporaryFolder();
  provider = await lexicalServer();
  const url = 'https://docs.quillstore.example/';
  const made = await run('analyse', url, '--name', 'Quillstore', '--layer', 'L1', '--budget', '0.9', '--json');
  if (made.code !== 0) throw new Error(made.stderr);
  expect(Analysis.parse(JSON.parse(made.stdout)).producer.analyst).toBe('gpt-4.1-mini');
  const [latest] = JSON.parse((await run('runs', '--json')).stdout) as { runId: string }[];
  shown = JSON.parse((await run('runs', 'show', latest?.runId ?? '', '--json')).stdout) as Shown;
}, 120_000);
afterAll(async () => {
  await provider?.close();
  await folder?.remove();
});

describe('A run with a model, by commands', () => {
  it('has every call that the provider got in its one JSON value, under the budget that was given', () => {
    const made = shown.calls.filter(({ state }) => state === 'settled');
    expect(made).toHaveLength(provider.bodies.length);
    expect(made.length).toBeGreaterThan(10);
    expect(new Set(made.map(({ runCapUsd }) => runCapUsd))).toEqual(new Set([0.9]));
    expect(new Set(made.map(({ task }) => task))).toEqual(new Set(['harvest', 'judge', 'narrative']));
  });

  it('is shown with a table of its calls and what they come to', async () => {
    const { code, stdout } = await run('runs', 'show', shown.runId);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^TASK +SUBJECT +OUTCOME +IN +OUT +COUNTED +SECONDS +PAID$/m);
    expect(stdout.match(/^(?:harvest|judge|narrative) .* paid$/gm)).toHaveLength(provider.bodies.length);
    expect(stdout).toContain(`The model was called ${provider.bodies.length} times.`);
    const total = shown.calls.reduce((sum, { countedUsd }) => sum + (countedUsd ?? 0), 0);
    expect(stdout).toContain(`It cost $${total.toFixed(4)} of at most $0.9000:`);
  }, 60_000);

  it('says on standard output of which product it is, when it began, who asked, how it ended and what came of it', async () => {
    const { stdout } = await run('runs', 'show', shown.runId);
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toMatch(
      new RegExp(
        `^Quillstore \\(quillstore\\): run ${shown.runId} \\(\\w+\\), begun \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC, asked for by \\S+@\\S+\\.$`,
      ),
    );
    expect(lines.at(-1)).toMatch(/^Ended \d{4}-\d\d-\d\d \d\d:\d\d UTC: drafted, draft draft-\S+\.$/);
  }, 60_000);

  it('pays for nothing again when it is repeated', async () => {
    const before = provider.bodies.length;
    const { code, stdout } = await run('run', 'quillstore', '--again', '--json');
    expect(code).toBe(0);
    const [again] = JSON.parse(stdout) as { runId: string; outcome: string }[];
    expect(again?.outcome).toBe('drafted');
    expect(provider.bodies.length).toBe(before);
    const { calls } = JSON.parse((await run('runs', 'show', again?.runId ?? '', '--json')).stdout) as Shown;
    expect(calls.length).toBe(before);
    expect(new Set(calls.map(({ state }) => state))).toEqual(new Set(['kept']));
  }, 120_000);

  it('prints a prompt as it was sent, byte for byte, or as messages to read', async () => {
    const { code, stdout } = await run('prompt', 'quillstore', '--task', 'judge', '--json');
    expect([code, provider.bodies.includes(stdout.slice(0, -1))]).toEqual([0, true]);
    const plain = await run('prompt', 'quillstore', '--task', 'narrative', '--section', 'merits');
    expect(plain.stdout).toMatch(/^--- system ---\n[\s\S]*\n--- user ---\n[\s\S]*¦ /);
    expect(plain.stderr).toContain('its reply is kept and costs nothing');
    const { messages } = JSON.parse(stdout) as { messages: { content: string }[] };
    expect((await run('prompt', 'quillstore', '--task', 'judge')).stdout).toBe(
      messages.map(({ content }, at) => `--- ${at === 0 ? 'system' : 'user'} ---\n${content}\n`).join(''),
    );
  }, 120_000);

  it('prints its key nowhere', () => {
    expect(printed.length).toBeGreaterThan(10);
    expect(printed.join('\n')).not.toContain(key.slice(3));
  });
});
