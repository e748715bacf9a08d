import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModelTask } from '../../../src/ports.ts';
import { badModes, badModeTable } from './bad-modes.ts';
import { aQuestion, openedModel } from './opened-model.ts';
import { canary } from './provider-contract.ts';
import { scriptedServer } from './scripted-server.ts';

const kinds: ModelTask[] = ['harvest', 'judge', 'narrative'];

describe.each(kinds)('A %s question', (task) => {
  it.each(badModes)('to a provider that gives: $does', async ({ first, always, forms, calls, outcome, later }) => {
    const server = await scriptedServer(forms);
    server.enqueue(...(first ?? []));
    server.answerWith(() => always ?? { do: 'answer', content: '{"ok":true}' });
    const { model, ledger, notes, runId } = openedModel(server);
    const asked = aQuestion({ task, seconds: 0.25 });
    const answer = await model().ask(asked);
    const { items } = await ledger.calls(runId, { limit: 10 });
    await server.close();

    expect(answer.kind === 'answer' ? 'answer' : answer.cause).toBe(outcome);
    if (answer.kind === 'none') {
      expect(answer.retryable).toBe(later ?? false);
      expect(answer.reason).toMatch(/\.$|check [A-Z_]+$/);
    }
    // A call that a server turns away for its form is one too.
    expect(server.history.length + server.complaints.length).toBe(calls);
    expect(calls).toBeLessThanOrEqual(3);
    expect(answer.spent.modelCalls).toBe(calls);
    expect(items.map(({ state }) => state)).toEqual(Array.from({ length: calls }, () => 'settled'));
    expect(notes).toHaveLength(calls);
    expect(JSON.stringify({ answer, items, notes })).not.toContain(canary);
  });
});

describe('The table of bad modes', () => {
  it('stands in the documentation exactly as it is tested', () => {
    const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'model-failures.md');
    const [before = '', , after = ''] = readFileSync(file, 'utf8').split(/<!-- table -->\n/);
    const wanted = `${before}<!-- table -->\n${badModeTable()}\n<!-- table -->\n${after}`;
    if (process.env.ASSAY_UPDATE === '1') writeFileSync(file, wanted);
    expect(readFileSync(file, 'utf8')).toBe(wanted);
    expect(badModes.length).toBeGreaterThanOrEqual(30);
  });
});
