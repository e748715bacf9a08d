import { openHttp } from '../../src/adapters/http/open-http.ts';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { fetchVendor } from '../../src/stages/fetch/fetch-vendor.ts';
import { aRun, someTools } from '../stages/fetch/fetch-fixture.ts';

/** A worker process that crawls sources side by side, over the database of its first argument, and says what it read. */
interface Errand {
  databaseUrl: string;
  allowHost: string;
  /** One crawl each. */
  sources: string[];
  pages: number;
}

const errand = JSON.parse(process.argv[2] ?? '') as Errand;
const { store, close } = await openStore({ dataFolder: '', databaseUrl: errand.databaseUrl });
const http = openHttp({ allowHosts: [errand.allowHost], contact: 'crawl@company.example', version: '0' });
process.stdout.write('ready\n');
const results = await Promise.all(
  errand.sources.map((source) =>
    fetchVendor(aRun([source], { pages: errand.pages, pageSeconds: 3 }), someTools(http, { turns: store.turns })),
  ),
);
const read = results.map((result) =>
  result.kind === 'record' ? result.record.pages.filter(({ outcome }) => outcome === 'captured').length : 0,
);
process.stdout.write(`${JSON.stringify(read)}\n`);
await http.close();
await close();
