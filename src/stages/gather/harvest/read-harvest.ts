import { z } from 'zod';
import { Stance } from '../../../domain/evidence.ts';
import type { ModelReading } from '../../../ports.ts';

const Item = z.object({ check: z.string(), stance: Stance, passage: z.int(), quote: z.string() });
/** A quote that a reply proposes, for a check and a passage that were offered. */
export type Proposed = z.infer<typeof Item>;

export interface HarvestReply {
  /** Each check, passage and wording once. */
  quotes: readonly Proposed[];
  /** Items of the reply, and how many of them were dropped for a check or passage that was not offered. */
  proposed: number;
  dropped: number;
}

/** Above this share a reply is about something other than what was asked. */
const mostDropped = 0.2;
/** Complaints sent back: the first few say what is wrong, the rest would say it again. */
const mostComplaints = 10;

/** Whether too much of a reply pointed nowhere for any of it to be trusted. */
export function pointsNowhere({ proposed, dropped }: HarvestReply): boolean {
  return dropped > proposed * mostDropped;
}

/**
 * What of a reply may go to the quote gate. Items of a wrong shape, and too many that name what was not offered, are
 * complained of once; the last time they are dropped and counted. A reply without a list of quotes is none.
 */
export function readHarvest(
  value: unknown,
  offered: { checks: ReadonlySet<string>; passages: number },
  last: boolean,
): ModelReading<HarvestReply> {
  const reply = z.object({ quotes: z.array(z.unknown()) }).safeParse(value);
  if (!reply.success) return { ok: false, complaints: ['quotes: a list is missing'] };
  const quotes: Proposed[] = [];
  const misshapen: string[] = [];
  const nowhere: string[] = [];
  for (const [at, each] of reply.data.quotes.entries()) {
    const item = Item.safeParse(each);
    if (!item.success) misshapen.push(`quotes[${at}]: ${problemOf(item.error)}`);
    else if (!offered.checks.has(item.data.check)) nowhere.push(`quotes[${at}].check: is none of the checks`);
    else if (item.data.passage < 1 || item.data.passage > offered.passages)
      nowhere.push(`quotes[${at}].passage: no passage has this number`);
    else quotes.push(item.data);
  }
  const dropped = misshapen.length + nowhere.length;
  const read = { quotes: folded(quotes), proposed: reply.data.quotes.length, dropped };
  if (!last && (misshapen.length > 0 || pointsNowhere(read)))
    return { ok: false, complaints: [...misshapen, ...nowhere].slice(0, mostComplaints) };
  return { ok: true, value: read };
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'has the wrong shape' : `${issue.path.join('.')} ${issue.message}`.trim();
}

/** Least favourable first: where a reply takes one quote in two ways, the weaker one stands. */
const weakestFirst: readonly Stance[] = ['contradicts', 'limits', 'supports'];

function folded(quotes: readonly Proposed[]): Proposed[] {
  const byKey = new Map<string, Proposed>();
  for (const quote of quotes) {
    const key = `${quote.check} ${quote.passage} ${quote.quote.replace(/\s+/g, ' ').trim()}`;
    const known = byKey.get(key);
    if (known === undefined || weakestFirst.indexOf(quote.stance) < weakestFirst.indexOf(known.stance))
      byKey.set(key, quote);
  }
  return [...byKey.values()];
}
