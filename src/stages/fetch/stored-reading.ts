import { recordId } from '../../domain/record-id.ts';
import type { Run, StoredReading } from '../../domain/run.ts';
import type { Page, Snapshot } from '../../domain/snapshot.ts';
import type { Tools } from '../../ports.ts';
import { stopIfCancelled } from './crawl.ts';
import { keepReading } from './keep-reading.ts';

/**
 * The pages of an earlier run as a snapshot of this one, with the times and outcomes of then: nobody asked the vendor.
 * What another version of the reader made of a body is made anew.
 */
export async function storedReading(
  run: Run,
  { startedAt, endedAt, endedBy, pages: received, snapshotId }: StoredReading,
  tools: Pick<Tools, 'bodies' | 'reader' | 'producer' | 'attempt' | 'journal' | 'signal'>,
): Promise<Snapshot> {
  const pages: Page[] = [];
  for (const page of received) {
    stopIfCancelled(tools.signal);
    pages.push(await keepReading(page, null, tools));
  }
  tools.journal.note({
    kind: 'progress',
    text: `Takes the ${pages.length} pages as they were received on ${startedAt.slice(0, 10)}; nothing is asked for again.`,
    detail: { snapshotId },
  });
  return {
    id: recordId('snapshot', { parentId: run.id, producer: tools.producer, attempt: tools.attempt }),
    runId: run.id,
    attempt: tools.attempt,
    run,
    producer: tools.producer,
    ...{ startedAt, endedAt, endedBy, pages },
  };
}
