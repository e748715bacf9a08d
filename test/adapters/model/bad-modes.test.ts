import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lexicalAnswer } from '../../../src/evals/models/lexical-model.ts';
import { badModes, badModeTable } from './bad-modes.ts';
import { openedModel } from './opened-model.ts';
import { canary } from './provider-contract.ts';
import { realQuestions } from './real-questions.ts';
import type { ReceivedCall, Script } from './scripted-http.ts';
import { scriptedServer } from './scripted-server.ts';

const questions = await realQuestions();

/** A person who reads it knows where to look, or what to set. */
const saysWhatToDo =
  /\b(?:check|set|raise|see) (?:OPENAI_BASE_URL|OPENAI_API_KEY|ASSAY_MODEL|that ASSAY_MODEL|it\b|its|the|whether)|start again later/;

describe.each(Object.values(questions))('A $task question', (question) => {
  it.each(badModes)('to a provider that gives: $does', async ({ first = [], always, forms, calls, outcome, later }) => {
    const server = await scriptedServer(forms);
    server.answerWith((call) => {
      const script = always ?? first[server.history.length - 1] ?? { do: 'answer', content: '«good»' };
      return filled(script, goodReply(call));
    });
    const { model, ledger, notes, runId } = openedModel(server);
    const isSilent = [...first, always].some((script) => script?.do === 'stall');
    // What is wrong with a reply's claims is the stages' to test; here every reply of the right shape is a good one.
    const read: typeof question.read = (value) => question.read(value, true);
    const answer = await model().ask({ ...question, read, seconds: isSilent ? 0.5 : 5 });
    const { items } = await ledger.calls(runId, { limit: 10 });
    await server.close();

    expect(answer.kind === 'answer' ? 'answer' : answer.cause).toBe(outcome);
    if (answer.kind === 'none') {
      expect(answer.retryable).toBe(later ?? false);
      expect(answer.reason).toMatch(/\.$|check [A-Z_]+$/);
      expect(answer.reason).toMatch(saysWhatToDo);
    }
    // A call that a server turns away for its form is one too.
    expect(server.history.length + server.complaints.length).toBe(calls);
    expect(calls).toBeLessThanOrEqual(3);
    expect(answer.spent.modelCalls).toBe(calls);
    expect(items.map(({ state }) => state)).toEqual(Array.from({ length: calls }, () => 'settled'));
    expect(notes).toHaveLength(calls);
    expect(JSON.stringify({ answer, items, notes })).not.toContain(canary);
  });

  /** What the lexical double would answer: a right reply to whichever question it is. */
  function goodReply({ system, user }: ReceivedCall): string {
    const messages = [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ];
    const { schemaName, schema, maxOutputTokens } = question;
    const asked = { messages, schemaName, schema, maxOutputTokens, form: 'json-schema' as const };
    return JSON.stringify(lexicalAnswer({ ...asked, seconds: 5, idempotencyKey: '' }));
  }
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

function filled(script: Script, good: string): Script {
  if (script.do !== 'answer') return script;
  const half = good.slice(0, Math.ceil(good.length / 2));
  return { ...script, content: script.content.replace('«good»', () => good).replace('«half»', () => half) };
}
