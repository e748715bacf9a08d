export interface Stopwatch {
  /** Waits for something that does not count. */
  uncounted<T>(work: () => T | Promise<T>): Promise<T>;
  /** Milliseconds that counted so far. */
  counted(): number;
  close(): void;
}

/** Calls `late` once so many milliseconds have passed that count. */
export function stopwatch(milliseconds: number, late: () => void): Stopwatch {
  let counted = 0;
  let since = performance.now();
  let timer: NodeJS.Timeout | undefined = setTimeout(late, milliseconds);
  let closed = false;
  return {
    async uncounted(work) {
      clearTimeout(timer);
      counted += performance.now() - since;
      try {
        return await work();
      } finally {
        since = performance.now();
        if (!closed) timer = setTimeout(late, Math.max(0, milliseconds - counted));
      }
    },
    counted: () => counted + performance.now() - since,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
