import { openStore } from '../../../src/adapters/store/open-store.ts';
import type { JournalEntry } from '../../../src/ports.ts';

/**
 * Owns a data folder until it is killed. Prints `open` once it does, and with a run's id appends journal rows without
 * end, printing each one's number after the store said that it is kept.
 */
const [dataFolder = '', runId] = process.argv.slice(2);
const { store, announce } = await openStore({ dataFolder, databaseUrl: null });
await announce('http://127.0.0.1:4870');
process.stdout.write('open\n');
const keepAlive = setInterval(() => undefined, 1000);
for (let number = 1; runId; number += 1) {
  const entry: JournalEntry = {
    runId,
    at: new Date().toISOString(),
    stage: 'fetch',
    kind: 'note',
    text: `row ${number}`,
    detail: {},
  };
  await store.journal.append([entry]);
  process.stdout.write(`${number}\n`);
}
process.once('SIGTERM', () => clearInterval(keepAlive));
