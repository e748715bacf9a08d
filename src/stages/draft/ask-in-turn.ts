import pLimit from 'p-limit';
import { PipelineError } from '../../errors.ts';
import type { Model, ModelAnswer, ModelQuestion, Tools } from '../../ports.ts';

/** Calls under way at once: the latency of eleven dimensions becomes that of two, within the smallest paid rate limits. */
const callsAtOnce = 10;

/**
 * Asks questions, a few at a time. A provider that is away for now is worth another try of the stage while the queue will
 * give one: then this throws, and asks nothing more. Replies that came are kept, so that the next try pays for none again.
 */
export function askInTurn(
  model: Model,
  tools: Pick<Tools, 'lastTry' | 'signal'>,
): <T>(question: ModelQuestion<T>) => Promise<ModelAnswer<T>> {
  const limit = pLimit(callsAtOnce);
  let away: PipelineError | null = null;
  return (question) =>
    limit(async () => {
      if (away) throw away;
      const answer = await model.ask(question);
      tools.signal.throwIfAborted();
      if (answer.kind === 'none' && answer.retryable && !tools.lastTry) {
        away ??= laterOn(answer);
        throw away;
      }
      return answer;
    });
}

function laterOn({ reason, waitSeconds }: Extract<ModelAnswer<unknown>, { kind: 'none' }>): PipelineError {
  return new PipelineError({
    cause: 'model-unavailable',
    reason,
    advice: 'Retry the run when the provider answers again, or start one without the model.',
    retryable: true,
    stage: 'draft',
    ...(waitSeconds === null ? {} : { waitSeconds }),
  });
}
