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
  return {
    id,
    asked,
    async ask<T>(question: ModelQuestion<T>): Promise<ModelAnswer<T>> {
      asked.push(question);
      const first = await say(question, 1, []);
      if ('none' in first) return none(first, paid);
      const read = question.read(first.value, false);
      if (read.ok) return { kind: 'answer', value: read.value, spent: paid };
      const spent = { ...paid, modelCalls: 2, inputTokens: 200, outputTokens: 40 };
      const second = await say(question, 2, read.complaints);
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
