import type { Evidence } from '../../domain/evidence.ts';
import { mayAnswerLater } from '../../domain/may-answer-later.ts';
import { PipelineError } from '../../errors.ts';
import type { Model, Tools } from '../../ports.ts';

/**
 * What `work` makes with the model, where the model answered all it was asked. An upgrade is compared with what stands,
 * and questions that a budget or an outage left open would look like answers that turned. Throws a `PipelineError`
 * (`model-unanswered`) where one is open, before anything is asked where pages were left unread.
 */
export async function wholeAnswers<T>(
  { harvest }: Pick<Evidence, 'harvest'>,
  model: NonNullable<Tools['model']>,
  work: (model: Model) => Promise<T>,
): Promise<T> {
  const unread = harvest?.parts.find(({ later }) => later);
  if (unread) throw unanswered(unread.reason);
  const open: string[] = [];
  const made = await work({
    ...model,
    ask: async (question) => {
      const answer = await model.ask(question);
      if (answer.kind === 'none' && mayAnswerLater(answer.cause)) open.push(answer.reason);
      return answer;
    },
  });
  const [reason] = open;
  if (reason !== undefined) throw unanswered(reason);
  return made;
}

function unanswered(reason: string): PipelineError {
  return new PipelineError({
    cause: 'model-unanswered',
    reason: `Questions to the model went without an answer, so nothing can be said of what would change. ${reason}`,
    advice:
      'Start the upgrade again with a higher budget, or once the model answers: replies that came are not paid again.',
    retryable: false,
    stage: 'draft',
  });
}
