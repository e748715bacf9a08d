import type { Context } from 'hono';
import { DraftState, openStates } from '../../domain/closed-lists.ts';
import type { DraftSummary } from '../../domain/draft.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { type Turns, turnsOf } from '../public/pager.tsx';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { type QueueFilter, ReviewQueuePage } from './review-queue-page.tsx';

/** Drafts on one page. */
const shownAtOnce = 50;

/** A number in an address that the database still takes. */
const mostPassed = 1_000_000;

type Asked = Context<{ Variables: WebVariables }>;

interface ShownDrafts {
  drafts: DraftSummary[];
  turns: Turns;
}

/** Answers with the queue: what is open, most in need of attention first, or the states and product asked for. */
export async function queuePage(c: Asked, parts: WebParts): Promise<Response> {
  const { drafts } = parts.office.store;
  const person = signedIn(c);
  const state = DraftState.safeParse(c.req.query('state'));
  const filter: QueueFilter = {
    state: state.success ? state.data : c.req.query('state') === 'mine' ? 'mine' : null,
    slug: c.req.query('vendor') ?? null,
  };
  const isClosed = state.success && !openStates.includes(state.data);
  const shown = isClosed || filter.slug ? await byAge(c, parts, filter) : await byNeed(c, parts, filter);
  const plain = filter.state === null && filter.slug === null && !c.req.query('from');
  const closed = plain ? await drafts.list({ limit: 10, states: ['approved', 'rejected'] }) : null;
  return page(
    c,
    <ReviewQueuePage
      frame={frameOf(c, parts)}
      person={person}
      drafts={shown.drafts}
      turns={shown.turns}
      closed={closed?.items ?? []}
      filter={filter}
      reports={await parts.office.store.reports.countOpen()}
      now={parts.office.clock.now()}
    />,
  );
}

/** In the order of need a page begins at a number of drafts, because each decision changes the order. */
async function byNeed(c: Asked, { office }: WebParts, { state }: QueueFilter): Promise<ShownDrafts> {
  const person = signedIn(c);
  const asked = Number(c.req.query('from'));
  const from = Number.isSafeInteger(asked) && asked > 0 ? Math.min(asked, mostPassed) : 0;
  const { items, more } = await office.store.drafts.queue({
    ...{ from, limit: shownAtOnce, person },
    states: state === null || state === 'mine' ? openStates : [state],
    holder: state === 'mine' ? person.email : undefined,
  });
  const to = (begin: number): string => {
    const fields = { ...(state ? { state } : {}), ...(begin > 0 ? { from: String(begin) } : {}) };
    return `/review?${new URLSearchParams(fields)}`;
  };
  return {
    drafts: items,
    turns: {
      previous: from > 0 ? to(Math.max(0, from - shownAtOnce)) : null,
      next: more ? to(from + shownAtOnce) : null,
    },
  };
}

/** What is decided, and what there is of one product, newest first. */
async function byAge(c: Asked, { office }: WebParts, { state, slug }: QueueFilter): Promise<ShownDrafts> {
  const { before, after } = c.req.query();
  const states = state === null || state === 'mine' ? undefined : [state];
  const { items, ...cursors } = await office.store.drafts.list({
    ...{ limit: shownAtOnce, before, after, states },
    slug: slug ?? undefined,
  });
  const mine = items.filter(({ holder }) => state !== 'mine' || holder === signedIn(c).email);
  return { drafts: mine, turns: turnsOf(cursors, '/review', { state, vendor: slug }) };
}
