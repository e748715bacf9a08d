import type { ProviderRequest } from '../../ports.ts';

/** How a call ended: with its result, or with what was thrown and why the wait was over. */
export type Ended<T> =
  | { ok: true; result: T; milliseconds: number }
  | { ok: false; error: unknown; timedOut: boolean; cancelled: boolean; milliseconds: number };

/**
 * Runs a call under the request's deadline, body included, and under its signal. Clients end their own timeouts with
 * the headers and some wait on whatever the signal says; here the wait itself ends.
 */
export async function withinDeadline<T>(
  request: Pick<ProviderRequest, 'seconds' | 'signal'>,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<Ended<T>> {
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  const deadline = AbortSignal.timeout(request.seconds * 1000);
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  try {
    signal.throwIfAborted();
    const result = await Promise.race([call(signal), aborted(signal)]);
    return { ok: true, result, milliseconds: since() };
  } catch (error) {
    const cancelled = request.signal?.aborted === true;
    return { ok: false, error, timedOut: deadline.aborted, cancelled, milliseconds: since() };
  }
}

/** Rejects when the signal fires, whatever the client is waiting for. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
