import type { Flag } from '../../domain/analysis.ts';
import type { Evidence, HarvestPart } from '../../domain/evidence.ts';

/** Pages named in one message; a reviewer who wants them all has the run's calls. */
const pagesNamed = 5;

type Unread = Exclude<HarvestPart['outcome'], 'read'>;

const kinds: Record<Unread, Flag['kind']> = {
  discarded: 'quote-refused',
  unanswered: 'thin-evidence',
  skipped: 'thin-evidence',
};

const told: Record<Unread, string> = {
  discarded: 'were read by the model and what it gave was discarded',
  unanswered: 'were put to the model and no valid reply came',
  skipped: 'were not read by the model',
};

/** What a reviewer should know of the model's reading of the pages: what it left out, and how much of it was refused. */
export function harvestFlags({ harvest }: Pick<Evidence, 'harvest'>): Flag[] {
  if (!harvest) return [];
  const { parts } = harvest;
  const groups = new Map<string, HarvestPart[]>();
  for (const part of parts) {
    if (part.outcome === 'read') continue;
    const key = `${part.outcome}\n${part.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const unread = [...groups.values()].flatMap((those) => unreadFlag(those)).sort(byMessage);
  return [...unread, ...refusedFlag(parts)];
}

function unreadFlag(those: readonly HarvestPart[]): Flag[] {
  const [first] = those;
  if (!first || first.outcome === 'read') return [];
  const urls = [...new Set(those.flatMap((part) => part.urls))].sort();
  const more = urls.length > pagesNamed ? ` and ${urls.length - pagesNamed} more` : '';
  return [
    {
      kind: kinds[first.outcome],
      severity: 'warns',
      target: 'crawl',
      message: `${urls.length} page(s), whole or in part, ${told[first.outcome]}; there, only what is worded as the rubric expects was found. ${first.reason} Pages: ${urls.slice(0, pagesNamed).join(', ')}${more}.`,
    },
  ];
}

function refusedFlag(parts: readonly HarvestPart[]): Flag[] {
  const sum = (key: 'proposed' | 'refused' | 'dropped') => parts.reduce((total, part) => total + part[key], 0);
  if (sum('refused') + sum('dropped') === 0) return [];
  return [
    {
      kind: 'quote-refused',
      severity: 'notes',
      target: 'crawl',
      message: `Of ${sum('proposed')} quotes that the model proposed while reading, ${sum('refused')} were refused by code (not word for word in the passage named, not to be cited as they stand, or one sentence for too many checks), and ${sum('dropped')} were dropped because they named a check or passage that was not offered.`,
    },
  ];
}

function byMessage(a: Flag, b: Flag): number {
  return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}
