/**
 * Reads for many at once: whoever asks gets a reading that began after they asked, so that nobody sees what was so before,
 * and at most one runs and one waits at a time.
 */
export function sharedReading<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let waiting: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    waiting = null;
    const begun = read().finally(() => {
      if (running === begun) running = null;
    });
    running = begun;
    return begun;
  };
  return () => {
    if (!running) return begin();
    const settled = running.then(
      () => undefined,
      () => undefined,
    );
    waiting ??= settled.then(begin);
    return waiting;
  };
}
