import { type Command, Option } from 'commander';
import type { Layer } from '../domain/closed-lists.ts';
import type { Schedule } from '../domain/schedule.ts';
import { UsageError } from '../errors.ts';
import type { Api } from './api.ts';
import type { Here } from './here.ts';
import { printJson, printLine, printTable } from './output.ts';
import { withApi } from './with-api.ts';

/** Written out, so that `--help` loads no schemas; a layer that is missing does not compile. */
const layers: Record<Layer, true> = { L1: true, L2: true, L3: true, L4: true, L5: true, L6: true, L7: true };

interface Flags {
  layer?: string;
  all?: boolean;
  timeZone?: string;
  pause?: boolean;
  resume?: boolean;
  json?: boolean;
}

interface Scheduled {
  slug: string;
  name: string;
  words: string;
  dueAt: string | null;
  upcoming: string[];
  schedule: Schedule;
  streak: { lastOutcome: string | null; unchanged: number; failed: number } | null;
}

/** `assay schedule …`: when products are read again. */
export function addSchedule(program: Command, here: Here): void {
  program
    .command('schedule')
    .description('when products are read again; without arguments, the list')
    .argument('[slug]', 'the product; with --layer or --all, the cadence stands here')
    .argument('[cadence]', 'daily, weekly, monthly, quarterly, "after 30 days", "0 4 * * 1", or off')
    .addOption(
      new Option('--layer <layer>', 'for every product of a layer that has none of its own')
        .choices(Object.keys(layers))
        .conflicts('all'),
    )
    .option('--all', 'for every product that has none nearer')
    .option('--time-zone <name>', 'whose clock is meant, such as Europe/Zurich (default: UTC)')
    .addOption(new Option('--pause', 'start nothing until --resume').conflicts('resume'))
    .option('--resume', 'go on after --pause')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  assay schedule example weekly\n  assay schedule example "0 4 * * 1" --time-zone Europe/Zurich\n  assay schedule --layer L4 monthly\n  assay schedule example off',
    )
    .action((slug: string | undefined, cadence: string | undefined, flags: Flags) =>
      withApi(here, (api) => schedule(api, { slug, cadence, flags })),
    );
}

interface Asked {
  slug: string | undefined;
  cadence: string | undefined;
  flags: Flags;
}

async function schedule(api: Api, { slug, cadence, flags }: Asked): Promise<void> {
  const isRule = flags.layer !== undefined || flags.all === true;
  if (!isRule && slug === undefined) return list(api, flags);
  if (isRule && cadence !== undefined) {
    throw new UsageError('With --layer or --all no product is named: give the cadence alone.');
  }
  const wanted = isRule ? slug : cadence;
  const paused = flags.pause ? true : flags.resume ? false : undefined;
  if (wanted === undefined && paused === undefined && flags.timeZone === undefined) {
    throw new UsageError(
      'Say how often: daily, weekly, monthly, quarterly, "after 30 days", a cron expression, or off.',
    );
  }
  const path = isRule
    ? `/api/schedules/${encodeURIComponent(flags.layer ?? 'all')}`
    : `/api/vendors/${encodeURIComponent(slug ?? '')}/schedule`;
  const body = { cadence: wanted, timeZone: flags.timeZone, paused };
  const { schedule: set } = await api.send<{ schedule: Schedule | null }>('PUT', path, { body });
  if (flags.json) printJson(set);
  else printLine(await setWords(api, { slug: isRule ? null : (slug ?? ''), layer: flags.layer, set }));
}

/** What was set for whom, and when that is due next; in UTC, as the list says it. */
async function setWords(
  api: Api,
  { slug, layer, set }: { slug: string | null; layer: string | undefined; set: Schedule | null },
): Promise<string> {
  const { items } = await api.get<{ items: Scheduled[] }>('/api/schedules');
  const own = items.find((item) => item.slug === slug);
  const who = slug === null ? (layer ? `Layer ${layer}` : 'Everything else') : (own?.name ?? slug);
  if (set === null) {
    const instead = own ? ` What holds for it now: ${own.words} (as ${own.schedule.target.replace(':', ' ')}).` : '';
    return `${who} has no schedule of its own any more.${instead}`;
  }
  const due = own ? (own.dueAt ?? own.upcoming[0]) : undefined;
  const next = due && !set.paused ? `; next on ${due.slice(0, 16).replace('T', ' at ')} UTC` : '';
  return `${who} is read again: ${own?.words ?? set.cadence} (${set.timeZone})${set.paused ? ', paused' : ''}${next}.`;
}

async function list(api: Api, flags: Flags): Promise<void> {
  const { items } = await api.get<{ items: Scheduled[] }>('/api/schedules');
  if (flags.json) {
    printJson(items);
    return;
  }
  const rows = items.map(({ slug, words, schedule: { target, paused }, dueAt, upcoming, streak }) => [
    slug,
    target.startsWith('vendor:') ? words : `${words} (as ${target.replace('layer:', 'layer ')})`,
    paused ? 'paused' : (dueAt ?? upcoming[0] ?? '').slice(0, 16).replace('T', ' '),
    lastWords(streak),
  ]);
  printTable(['product', 'is read again', 'due (UTC)', 'last'], rows, 'No schedule yet: "assay schedule SLUG weekly".');
}

function lastWords(streak: Scheduled['streak']): string {
  if (!streak?.lastOutcome) return 'not read yet';
  if (streak.failed > 0) return `failed ${streak.failed} times in a row`;
  return streak.unchanged > 1 ? `unchanged ${streak.unchanged} times in a row` : streak.lastOutcome;
}
