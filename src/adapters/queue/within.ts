import { PipelineError } from '../../errors.ts';

/** The promise's result, or a retryable `PipelineError` once so many seconds have passed: a lost server answers nothing. */
export async function within<T>(seconds: number, tried: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable(`${tried} took more than ${seconds} s.`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The queue's server does not answer. Nothing is lost by it: what is due stands in the store. */
export function unavailable(reason: string): PipelineError {
  return new PipelineError({
    cause: 'queue-unavailable',
    reason,
    advice: 'Check that the queue’s database is up; due work is added again by itself.',
    retryable: true,
  });
}
