import type { Context } from 'hono';
import { DraftState } from '../../domain/closed-lists.ts';
import type { DraftSummary } from '../../domain/draft.ts';
import { may, type Person } from '../../domain/person.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { type QueueFilter, ReviewQueuePage } from './review-queue-page.tsx';

/** As many as are put in order at once; what waits beyond that is older and comes up as these are decided. */
const mostShown = 200;

/** Answers with the queue: what is open, most in need of attention first, or the states and product asked for. */
export async function queuePage(c: Context<{ Variables: WebVariables }>, parts: WebParts): Promise<Response> {
  const { drafts } = parts.office.store;
  const person = signedIn(c);
  const state = DraftState.safeParse(c.req.query('state'));
  const filter: QueueFilter = {
    state: state.success ? state.data : c.req.query('state') === 'mine' ? 'mine' : null,
    slug: c.req.query('vendor') ?? null,
  };
  const states: DraftState[] | undefined = state.success
    ? [state.data]
    : filter.slug
      ? undefined
      : ['waiting', 'claimed', 'returned'];
  const listed = await drafts.list({ limit: mostShown, states, slug: filter.slug ?? undefined });
  const open = listed.items.filter(({ holder }) => filter.state !== 'mine' || holder === person.email);
  const plain = filter.state === null && filter.slug === null;
  const closed = plain ? await drafts.list({ limit: 10, states: ['approved', 'rejected'] }) : null;
  return page(
    c,
    <ReviewQueuePage
      frame={frameOf(c, parts)}
      person={person}
      drafts={open.toSorted((a, b) => needOf(b, person) - needOf(a, person))}
      closed={closed?.items ?? []}
      filter={filter}
      now={parts.office.clock.now()}
    />,
  );
}

/**
 * How much a draft needs this person now. What somebody else has at hand comes last; what waits is for those who decide,
 * what was returned for those who only edit; then blocks, doubt and moved levels; among equals the one that waits longest.
 */
function needOf({ state, holder, blocks, warns, moved, disagreed, updatedAt }: DraftSummary, person: Person): number {
  const taken = holder !== null && holder !== person.email;
  const isTheirs = (state === 'returned') !== may(person, 'decide');
  const waits = taken ? 0 : isTheirs ? 2 : 1;
  const doubt = Math.min(99_999, blocks * 100 + disagreed * 20 + moved * 15 + warns * 5);
  // Between 0 and 1, and greater for what was touched longer ago.
  const age = 1 - Math.min(1, Date.parse(updatedAt) / 1e14);
  return waits * 100_000 + doubt + age;
}
