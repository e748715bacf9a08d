import type { Processor } from 'bullmq';
import { z } from 'zod';
import { PipelineError } from '../../errors.ts';
import type { Job, JobContext, Log } from '../../ports.ts';
import { TryLater } from './try-delay.ts';

const Payload = z.strictObject({ recordId: z.string().min(1), attempt: z.int().positive() });

/** The jobs that this process works on, so that they can be told to stop. */
export interface UnderWay {
  /** Set before the signals are raised: a job that gives up then is handed back, not counted as a failed try. */
  stopping: boolean;
  /** By queue name and job id. */
  readonly signals: Map<string, AbortController>;
}

/**
 * Turns a stage's function into what BullMQ calls. Only a code and a sentence of our own reach BullMQ, because it keeps
 * messages and stacks in clear text; a bug's own words go to the log alone.
 */
export async function deliverer(
  queueName: string,
  run: (job: Job, context: JobContext) => Promise<void>,
  parts: { underWay: UnderWay; log: Log },
): Promise<Processor> {
  const { UnrecoverableError, WaitingError } = await import('bullmq');
  const { underWay, log } = parts;
  return async (job, token) => {
    const payload = Payload.parse(job.data);
    const key = signalKey(queueName, job.id ?? '');
    const controller = new AbortController();
    underWay.signals.set(key, controller);
    if (underWay.stopping) controller.abort();
    const lastTry = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
    try {
      await run(payload, { signal: controller.signal, lastTry });
    } catch (error) {
      if (underWay.stopping) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      if (error instanceof PipelineError) {
        const text = `${error.code}: ${error.reason}`;
        throw error.retryable ? new TryLater(error, text) : new UnrecoverableError(text);
      }
      log('error', `${queueName} ${payload.recordId} ended in a bug`, { error });
      throw new TryLater(null, 'bug: see the log of the worker');
    } finally {
      underWay.signals.delete(key);
    }
  };
}

export function signalKey(queueName: string, jobId: string): string {
  return `${queueName}/${jobId}`;
}
