import { openStore } from '../../src/adapters/store/open-store.ts';
import { type SpendingWork, spendAll } from './spend-worker.ts';

/** One of several processes with the same questions, on the PostgreSQL of the first argument; begins when told to. */
const [databaseUrl = '', work = ''] = process.argv.slice(2);
const { store, close } = await openStore({ dataFolder: '', databaseUrl });
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
const ends = await spendAll(store.ledger, JSON.parse(work) as SpendingWork);
process.stdout.write(`${JSON.stringify(ends)}\n`);
await close();
