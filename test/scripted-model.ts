import type { Model, ModelAnswer, ModelFailure, ModelQuestion, ModelSpent } from '../src/ports.ts';

/** What a test's model says to a question: a reply's value, or that none came. */
export type Said = { value: unknown } | { none: ModelFailure; retryable?: boolean; reason?: string };

const paid: ModelSpent = { modelCalls: 1, cachedCalls: 0, inputTokens: 100, outputTokens: 20, costUsd: null };

/**
 * A double of `Model` for tests of stages: `say` writes each reply. Reads replies as the real one does: complaints lead to
 * one more round, whose reply is read for the last time; where that round gives nothing, the first reply is read so.
 */
export function scriptedModel(
  say: (question: ModelQuestion<unknown>, round: number, complaints: readonly string[]) => Said | Promise<Said>,
  id = 'scripted-double',
): Model & { asked: ModelQuestion<unknown>[] } {
  const asked: ModelQuestion<unknown>[] = [];
  let all: ModelSpent = { modelCalls: 0, cachedCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: null };
  const pay = (rounds: 1 | 2): ModelSpent => {
    const { modelCalls, inputTokens, outputTokens } = all;
    const next = { modelCalls: modelCalls + rounds, inputTokens: inputTokens + 100 * rounds };
    all = { ...all, ...next, outputTokens: outputTokens + 20 * rounds };
    return { ...paid, modelCalls: rounds, inputTokens: 100 * rounds, outputTokens: 20 * rounds };
  };
  return {
    id,
    asked,
    spent: async () => all,
    async ask<T>(question: ModelQuestion<T>): Promise<ModelAnswer<T>> {
      asked.push(question);
      const first = await say(question, 1, []);
      if ('none' in first) return none(first, pay(1));
      const read = question.read(first.value, false);
      if (read.ok) return { kind: 'answer', value: read.value, spent: pay(1) };
      const second = await say(question, 2, read.complaints);
      const spent = pay(2);
      const last = question.read('none' in second ? first.value : second.value, true);
      if (last.ok) return { kind: 'answer', value: last.value, spent };
      return none({ none: 'invalid', reason: last.complaints.join(' ') }, spent);
    },
  };
}

function none<T>(said: Extract<Said, { none: ModelFailure }>, spent: ModelSpent): ModelAnswer<T> {
  return {
    kind: 'none',
    cause: said.none,
    reason: said.reason ?? `The scripted model gave nothing: ${said.none}.`,
    retryable: said.retryable ?? false,
    waitSeconds: null,
    spent,
  };
}
