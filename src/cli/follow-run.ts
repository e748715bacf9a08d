import { setTimeout as sleep } from 'node:timers/promises';
import type { RunStatus } from '../domain/run.ts';
import type { JournalEntry } from '../ports.ts';
import type { Api } from './api.ts';
import { note } from './output.ts';

/** Told by the sums of what follows them; one by one they stand in `assay runs show`. */
const detailOnly: ReadonlySet<string> = new Set(['page', 'model-call']);

/** Pages are counted one by one; a person is told every so many seconds, and where the count ends. */
const countSeconds = 2;
const isCount = ({ stage, kind }: JournalEntry): boolean => stage === 'fetch' && kind === 'progress';

/** How often a run is asked for news, in milliseconds. */
const interval = 250;

/** Waits until a run has ended and gives its last status; progress goes to standard error unless `quiet`. */
export async function followRun(api: Api, runId: string, quiet: boolean): Promise<RunStatus> {
  let after = 0;
  let counted = 0;
  for (;;) {
    const status = await api.get<RunStatus>(`/api/runs/${runId}`);
    const { items } = await api.get<{ items: (JournalEntry & { sequence: number })[] }>(
      `/api/runs/${runId}/journal?after=${after}`,
    );
    for (const [index, entry] of items.entries()) {
      after = entry.sequence;
      if (quiet || detailOnly.has(entry.kind)) continue;
      if (isCount(entry)) {
        const next = items.slice(index + 1).find(({ kind }) => !detailOnly.has(kind));
        if (Date.parse(entry.at) - counted < countSeconds * 1000 && !(next && !isCount(next))) continue;
        counted = Date.parse(entry.at);
      }
      note(`${entry.stage.padEnd(8)} ${entry.text}`);
    }
    if (status.outcome !== null) return status;
    await sleep(interval);
  }
}

/** Says on standard error why a run ended without a draft, and what to do. */
export function sayFailure(status: RunStatus): void {
  if (!status.failure) {
    note(`The run ended as ${status.outcome}.`);
    return;
  }
  note(`${status.failure.reason} ${status.failure.advice}`);
}
