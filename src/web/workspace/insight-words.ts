import type { Insights } from '../../actions/insights.ts';

/** Checks of a whole analysis that a person may change. */
interface Measure {
  checks: number;
  nameOf: (part: string) => string;
}

/** Which decisions reviewers change most. */
export function changesAnswer({ decided, parts }: Insights, { checks, nameOf }: Measure): string {
  const decisions = parts.filter(({ kind }) => kind === 'decisions');
  const changed = sum(decisions, 'checks');
  if (changed === 0) return `No decision was changed in ${draftsWord(decided)}: every check stands as it was drafted.`;
  const [first] = decisions.toSorted((a, b) => b.checks - a.checks);
  const share = percent(changed, decided * checks);
  const better = sum(decisions, 'better');
  const most = first ? ` Most often in ${nameOf(first.part)} (${first.checks}).` : '';
  return `Reviewers changed ${changed} of ${decided * checks} decisions (${share}): ${better} to a better one, ${changed - better} to a weaker one.${most}`;
}

/** What text they change. */
export function textAnswer({ decided, parts }: Insights, { nameOf }: Measure): string {
  const [first] = parts.filter(({ kind }) => kind === 'text');
  if (!first) return `No text was changed in ${draftsWord(decided)}.`;
  return `${nameOf(first.part)} changed most often: in ${first.drafts} of ${draftsWord(decided)}, by hand or because a decision under it changed.`;
}

/** Whether drafts come closer to what people decide. */
export function agreementAnswer({ reviews, decided, parts }: Insights, { checks }: Measure): string {
  const changed = sum(
    parts.filter(({ kind }) => kind === 'decisions'),
    'checks',
  );
  const all = `Reviewers left ${percent(decided * checks - changed, decided * checks)} of the decisions as they were drafted`;
  const [last, before] = [reviews.at(-1), reviews.at(-2)];
  if (!last || !before) return `${all}. From the second month on this shows whether that share grows.`;
  const [now, then] = [agreement(last, checks), agreement(before, checks)];
  const moved = Math.abs(now - then) < 0.0005 ? 'as many as' : now > then ? 'more than' : 'fewer than';
  return `${all}; in ${last.month} ${moved} in ${before.month} (${share(now)} and ${share(then)}).`;
}

/** The share of a month's decisions that stood as drafted, 0 to 1. */
export function agreement({ decided, changed }: { decided: number; changed: number }, checks: number): number {
  return decided === 0 ? 1 : 1 - changed / (decided * checks);
}

/** What an analysis costs. */
export function costAnswer({ costs }: Insights): string {
  const analyses = sum(costs, 'analyses');
  const withModel = sum(costs, 'withModel');
  if (analyses === 0) return 'No analysis ended with a draft in this time.';
  if (withModel === 0)
    return `Nothing: the offline analyst drafted ${analyses === 1 ? 'the one analysis' : `all ${analyses}`}.`;
  const priced = costs.every(({ usd }) => usd !== null);
  const tokens = Math.round(sum(costs, 'tokens') / withModel).toLocaleString('en');
  const each = costs.reduce((total, { usd }) => total + (usd ?? 0), 0) / withModel;
  const money = priced ? `$${each.toFixed(2)}` : 'no known price';
  return `An analysis with a model cost ${money} and ${tokens} tokens on average, over ${withModel} of ${analyses}.`;
}

/** How long a draft waits for its decision. */
export function timeAnswer({ reviews }: Insights): string {
  const last = reviews.at(-1);
  if (!last) return '';
  const before = reviews.at(-2);
  const then = before ? `; in ${before.month} it was ${hoursText(before.medianHours)}` : '';
  return `In ${last.month} half of the drafts were decided within ${hoursText(last.medianHours)} of being made${then}.`;
}

/** Which publications have stood longest. */
export function oldestAnswer({ oldest: { all, items } }: Insights, now: Date): string {
  const [first] = items;
  if (!first) return '';
  const days = daysSince(first.at, now);
  const since = days === 0 ? 'since today' : `for ${days === 1 ? 'one day' : `${days} days`}`;
  if (all === 1) return `${first.name} is the only one published, ${since}.`;
  return `${first.name} has stood longest of ${all} published analyses, ${since}.`;
}

export function hoursText(hours: number): string {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}

export function daysSince(at: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / 86_400_000));
}

export function share(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : share(part / whole);
}

function draftsWord(count: number): string {
  return count === 1 ? 'one decided draft' : `${count} decided drafts`;
}

function sum<K extends string>(rows: readonly Record<K, number>[], of: K): number {
  return rows.reduce((total, row) => total + row[of], 0);
}
