import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, askPage, type ServedCatalogue } from './ask-pages.ts';
import { nameOf } from './varied-records.ts';

/** What was measured of one page that many ask for. */
export interface Throughput {
  page: string;
  perSecond: number;
  p95: number;
  /** Processor milliseconds of the server for each answer. */
  processor: number;
  statuses: Record<string, number>;
}

/** Words that find one product, some of them, and every one: the last is the dearest search there is. */
const searches = [
  'vector',
  'policy',
  'events',
  'lineage agents',
  'embedd',
  'backup',
  'models',
  'audit log',
  'cache',
  'traces',
];
const layers = ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7'];

/** Asks for every kind of public page once a round, each time at an address that nobody has asked for before. */
export async function askPublic(
  served: ServedCatalogue,
  { products, rounds }: { products: number; rounds: number },
): Promise<Map<string, Answer[]>> {
  const stranger = { ...served, cookie: '' };
  const found = new Map<string, Answer[]>();
  // Nobody pays for the first look at a catalogue of thousands but whoever comes first; its price is told by itself.
  found.set('catalogue, first look after a start', [await askPage(stranger, '/')]);
  for (let round = 0; round < rounds; round += 1) {
    const number = (round * 37 + 10) % products;
    const layer = layers[round % layers.length];
    const word = searches[round % searches.length];
    const sort = ['inpact', 'goals', 'fresh', 'name'][round % 4];
    const pages = {
      'catalogue, plain': `/?page=${round + 2}`,
      'catalogue, filtered and sorted': `/?layer=${layer}&price=paid&passes=internal&sort=${sort}${round < 28 ? '' : `&page=${1 + Math.floor(round / 28)}`}`,
      'catalogue, as a table': `/?sort=${sort}&view=table&page=${round + 2}`,
      'catalogue, searched': `/?q=${encodeURIComponent(`${word} ${round < searches.length ? '' : nameOf(number).slice(0, 2)}`.trim())}`,
      'catalogue, searched and filtered': `/?q=${word}&layer=${layer}${round < 70 ? '' : `&page=${1 + Math.floor(round / 70)}`}`,
      'compare two': `/compare?v=${nameOf(number)},${nameOf(number + 1)}`,
      'compare four': `/compare?v=${[0, 1, 2, 3].map((next) => nameOf(number + next)).join(',')}`,
      analysis: `/vendors/${nameOf(number)}`,
      'analysis, every quote': `/vendors/${nameOf(number)}/evidence`,
    };
    for (const [page, path] of Object.entries(pages)) {
      const answer = await askPage(stranger, path);
      if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
      found.set(page, [...(found.get(page) ?? []), answer]);
    }
  }
  return found;
}

/** How many answers a second come of pages that whoever asks has already, and of those remembered only by the server. */
export async function throughput(served: ServedCatalogue, seconds: number): Promise<Throughput[]> {
  const made: Throughput[] = [];
  for (const path of ['/', `/vendors/${nameOf(0)}`, `/compare?v=${nameOf(0)},${nameOf(1)}`]) {
    const first = await fetch(`${served.address}${path}`, { headers: { 'accept-encoding': 'br', 'x-plain': '1' } });
    await first.arrayBuffer();
    for (const etag of [first.headers.get('etag') ?? '', '']) {
      const before = processorOf(served.pid);
      const told = await load([`${served.address}${path}`, etag, String(seconds), '16']);
      const processor = (processorOf(served.pid) - before) / told.answers;
      const page = `${path.replace(/(\w{10})/g, '…')} ${etag === '' ? 'sent whole' : '304'}`;
      made.push({ page, perSecond: told.answers / seconds, p95: told.p95, processor, statuses: told.statuses });
    }
  }
  return made;
}

interface Told {
  answers: number;
  p95: number;
  statuses: Record<string, number>;
}

async function load(args: string[]): Promise<Told> {
  const file = join(import.meta.dirname, 'load-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
  });
  await new Promise((ended) => child.once('close', ended));
  return JSON.parse(text) as Told;
}

/** Processor milliseconds that a process has used, all threads together; 0 where the system does not tell. */
function processorOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    // utime and stime, in hundredths of a second.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}
