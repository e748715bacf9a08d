import { setTimeout } from 'node:timers/promises';
import type { Log } from '../ports.ts';
import type { Served } from './listen.ts';

/** What strangers open first; with them the cards of all products are read and the code of most pages is compiled. */
const opened = ['/', '/stack?fill=best'] as const;

/** Milliseconds before the first: whoever opens a page of a server that has just started is served sooner. */
const pause = 3_000;

interface WarmingOptions {
  baseUrl: string;
  log: Log;
  /** Milliseconds before the first. */
  after?: number;
}

/** Pages that are made before anybody asks. */
interface Warming {
  /** When all are made, or none more will be. */
  ended: Promise<void>;
  /** Makes no page more. */
  stop(): void;
}

/**
 * Asks for the pages that strangers open first, so that none of them waits for what is done once a process: with 5,000 products
 * half a second. In the background, once, `after` milliseconds; what fails is told in the log, and the server goes on.
 */
export function warmPages(app: Served, { baseUrl, log, after = pause }: WarmingOptions): Warming {
  const stopped = new AbortController();
  const made = async (): Promise<void> => {
    for (const path of opened) {
      await setTimeout(path === opened[0] ? after : 0, undefined, { signal: stopped.signal });
      await (await app.fetch(new Request(new URL(path, baseUrl)))).arrayBuffer();
    }
  };
  const ended = made().catch((error: unknown) => {
    // Not where it was stopped while it waited.
    if (!stopped.signal.aborted) log('warn', 'The first pages could not be made ahead', { error: String(error) });
  });
  return { ended, stop: () => stopped.abort() };
}
