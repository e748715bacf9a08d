import pLimit from 'p-limit';
import { allEnded } from '../../../domain/all-ended.ts';
import { PipelineError } from '../../../errors.ts';
import type { ModelAnswer, ModelQuestion, Tools } from '../../../ports.ts';

/**
 * Questions under way at once. Ten hide the seconds that a model takes for a reply, so that twenty parts are two rounds,
 * and the smallest paid accounts allow that many.
 */
const atOnce = 10;

export interface Asking<T, R> {
  tools: Pick<Tools, 'lastTry' | 'signal'> & { model: NonNullable<Tools['model']> };
  /** Given the final answer to each question as it comes, in no certain order. */
  take: (answer: ModelAnswer<T>, at: number) => Promise<R>;
}

/**
 * What was taken from the answer to each question, in their order, which is also that of asking. At the cap no further one
 * is begun beside others: what is under way holds more of the budget than it will cost. The rest is asked one by one
 * after that, so that what the budget still allows goes to the first, and kept replies are found. Throws a retryable
 * PipelineError where the model cannot answer now and the queue will try again. What was under way has ended, and is kept,
 * before it throws anything.
 */
export async function askParts<T, R>(
  questions: readonly ModelQuestion<T>[],
  { tools, take }: Asking<T, R>,
): Promise<R[]> {
  const taken = new Map<number, R>();
  let isOver = false;
  let away: Away | null = null;
  const ask = async (question: ModelQuestion<T>, at: number, isFinal: boolean): Promise<void> => {
    tools.signal.throwIfAborted();
    const answer = await tools.model.ask(question);
    if (answer.kind === 'none' && answer.cause === 'capped') {
      if (!isFinal) isOver = true;
      else taken.set(at, await take(answer, at));
      return;
    }
    if (answer.kind === 'none' && answer.retryable && !tools.lastTry) {
      isOver = true;
      away = later(away, answer);
      return;
    }
    taken.set(at, await take(answer, at));
  };
  const limit = pLimit(atOnce);
  const begin = async (question: ModelQuestion<T>, at: number) => {
    if (isOver) return;
    try {
      await ask(question, at, false);
    } catch (error) {
      // The stage fails with this; nothing more may be paid for.
      isOver = true;
      throw error;
    }
  };
  await allEnded(questions.map((question, at) => limit(begin, question, at)));
  for (const [at, question] of questions.entries()) {
    if (away !== null) throw awayError(away);
    if (!taken.has(at)) await ask(question, at, true);
  }
  if (away !== null) throw awayError(away);
  return questions.flatMap((_, at) => {
    const one = taken.get(at);
    return one === undefined ? [] : [one];
  });
}

interface Away {
  reason: string;
  waitSeconds: number | null;
}

/** Of several, the longest wait: before that, one of them would find the model away again. */
function later(known: Away | null, { reason, waitSeconds }: Away): Away {
  if (known !== null && (known.waitSeconds ?? 0) >= (waitSeconds ?? 0)) return known;
  return { reason, waitSeconds };
}

function awayError({ reason, waitSeconds }: Away): PipelineError {
  return new PipelineError({
    stage: 'gather',
    cause: 'model-unavailable',
    reason,
    advice: 'The run goes on by itself; replies that have come are kept and cost nothing again.',
    retryable: true,
    ...(waitSeconds === null ? {} : { waitSeconds }),
  });
}
