import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Piscina } from 'piscina';
import type { PageText, ReceivedPage, UnreadablePage } from '../domain/page-text.ts';
import type { PageReader } from '../ports.ts';

export interface PageReaderSettings {
  /** Exports by default a function from a received page to its text. A `.ts` file is run through tsx. */
  file: URL;
  /** Names the code in that file; see `PageReader`. */
  version?: string;
  /** At most so many threads; one fewer than the cores, at least one, unless given. */
  threads?: number;
  /** For one page, from the moment a thread takes it up. The hardest real page seen took 0.2 s. */
  seconds?: number;
  /** The same for a PDF file, which has hundreds of pages in one. */
  pdfSeconds?: number;
  /** Heap of one thread; a 5 MB page needs about 60. */
  memoryMb?: number;
}

/** Idle threads end after so long: a crawl uses them steadily, and an idle server should hold no memory for them. */
const idleMilliseconds = 10_000;

/** What a new thread may take to load its code, on a busy machine and through tsx. The page's own time begins after it. */
const startSeconds = 30;

/**
 * A reader of pages in threads that are started when first used. A page that takes too long or too much memory costs its
 * thread and nothing else: pages of other threads go on, and the next page gets a new thread.
 */
export function openPageReader(settings: PageReaderSettings): PageReader & { close(): Promise<void> } {
  const { file, version, seconds = 3, pdfSeconds = 20, memoryMb = 256 } = settings;
  const threads = settings.threads ?? Math.max(1, availableParallelism() - 1);
  let lanes: Promise<Lane[]> | null = null;
  const waiting: ((lane: Lane) => void)[] = [];
  const free: Lane[] = [];
  let closed = false;

  const open = async (): Promise<Lane[]> => {
    const { Piscina } = await import('piscina');
    const made = Array.from({ length: threads }, () => openLane(Piscina, { file, memoryMb }));
    free.push(...made);
    return made;
  };
  const take = async (): Promise<Lane> => {
    lanes ??= open();
    await lanes;
    return free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (lane: Lane): void => {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  };

  return {
    version,
    async read(page) {
      if (closed) return { text: null, reason: 'Assay is stopping.' };
      const lane = await take();
      try {
        return await lane.read(page, page.contentType === 'application/pdf' ? pdfSeconds : seconds);
      } finally {
        giveBack(lane);
      }
    },
    async close() {
      closed = true;
      if (lanes) await Promise.all((await lanes).map((lane) => lane.close()));
    },
  };
}

interface Lane {
  read(page: ReceivedPage, seconds: number): Promise<{ text: PageText | null; reason: string }>;
  close(): Promise<void>;
}

/** A pool of one thread: with one page at a time on each, the time of a page never includes waiting for another. */
function openLane(Pool: typeof Piscina, settings: { file: URL; memoryMb: number }): Lane {
  const { file, memoryMb } = settings;
  const pool = new Pool({
    filename: fileURLToPath(file),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMilliseconds,
    // Waiting by Atomics would hold the thread in native code, where it cannot be ended in time.
    atomics: 'disabled',
    execArgv: file.pathname.endsWith('.ts') ? ['--import', tsxAddress()] : [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
    // A vendor's page is parsed there: no settings, no keys.
    env: {},
  });
  // A thread that dies between pages is replaced by the next page; without a listener it would end the process.
  pool.on('error', () => undefined);

  return {
    async read(page, seconds) {
      const limit = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const endAfter = (allowed: number) => {
        clearTimeout(timer);
        timer = setTimeout(() => limit.abort(), allowed * 1000);
      };
      let loading = pool.threads.length === 0;
      const begin = () => {
        loading = false;
        endAfter(seconds);
      };
      if (loading) endAfter(startSeconds);
      else begin();
      // Emitted once a thread has loaded its code, not when it is made.
      pool.once('workerCreate', begin);
      try {
        const read: PageText | UnreadablePage = await pool.run(page, { signal: limit.signal });
        return 'unreadable' in read ? { text: null, reason: read.unreadable } : { text: read, reason: '' };
      } catch (error) {
        if (limit.signal.aborted && loading) throw new Error(`A thread did not start within ${startSeconds} s.`);
        if (limit.signal.aborted) return { text: null, reason: `Reading it took more than ${seconds} s.` };
        if (outOfMemory(error)) return { text: null, reason: `Reading it took more than ${memoryMb} MB of memory.` };
        if (tooDeep(error)) return { text: null, reason: 'It is nested too deeply to read.' };
        throw error;
      } finally {
        pool.off('workerCreate', begin);
        clearTimeout(timer);
      }
    },
    close: () => pool.destroy(),
  };
}

function outOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooDeep(error: unknown): boolean {
  return error instanceof Error && error.name === 'RangeError' && error.message.includes('call stack');
}

/** By its full address: a bare `tsx` would be looked up from the working directory, which can be anywhere. */
function tsxAddress(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
