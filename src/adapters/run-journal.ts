import type { StageName } from '../domain/closed-lists.ts';
import type { Clock, Journal, JournalEntry, Log, Store } from '../ports.ts';

/** Entries wait this long to be written together: a crawl notes every page, and each write is a transaction. */
const gatherMilliseconds = 250;

/** Opens the journals of stages. Notes are gathered and written in order; one that cannot be written is logged, no more. */
export function openRunJournals(parts: { journal: Store['journal']; clock: Clock; log: Log }) {
  const { journal, clock, log } = parts;
  return (runId: string, stage: StageName): Journal & { flush(): Promise<void> } => {
    let waiting: JournalEntry[] = [];
    let timer: NodeJS.Timeout | undefined;
    let writing: Promise<void> = Promise.resolve();

    const write = (): Promise<void> => {
      clearTimeout(timer);
      timer = undefined;
      const entries = waiting;
      waiting = [];
      if (entries.length === 0) return writing;
      writing = writing
        .then(() => journal.append(entries))
        .catch((error: unknown) => log('warn', `${entries.length} journal entries of ${runId} were lost.`, { error }));
      return writing;
    };

    return {
      note({ kind, text, detail }) {
        waiting.push({ runId, at: clock.now().toISOString(), stage, kind, text, detail: detail ?? {} });
        timer ??= setTimeout(() => void write(), gatherMilliseconds);
      },
      flush: write,
    };
  };
}
