import { openStore } from '../../src/adapters/store/open-store.ts';
import { type SpendingWork, spendAll } from './spend-worker.ts';

/** One worker in a process of its own, on the PostgreSQL of the first argument; the second says what it does. */
const [databaseUrl = '', work = ''] = process.argv.slice(2);
const { store, close } = await openStore({ dataFolder: '', databaseUrl });
process.stdout.write('ready\n');
const ends = await spendAll(store.ledger, JSON.parse(work) as SpendingWork);
process.stdout.write(`${JSON.stringify(ends)}\n`);
await close();
