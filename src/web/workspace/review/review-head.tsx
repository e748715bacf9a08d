import type { DraftState } from '../../../domain/closed-lists.ts';
import { may } from '../../../domain/person.ts';
import { scoreChanges } from '../../../domain/score-changes.ts';
import { stateWords } from '../review-queue-page.tsx';
import { EnteredFacts } from './entered-facts.tsx';
import { LevelsBeside } from './levels-beside.tsx';
import { ReportsNotice } from './reports-here.tsx';
import { mayEdit, type Shown } from './shown.ts';
import { WhatChanged } from './what-changed.tsx';

/** What can be done next with a draft that was not approved. */
const again: Partial<Record<DraftState, string>> = {
  returned:
    'Edit what was asked for; the draft then waits again. Or correct what is known of the product and analyse it again for a fresh draft.',
  rejected: 'A rejected draft is closed. A new analysis makes a fresh one.',
  superseded: 'A newer draft or publication replaced this one.',
};

/** Where the draft stands, who has it, what became of the last form, and how it differs from what is public. */
export function ReviewHead({ shown }: { shown: Shown }) {
  const { desk, person } = shown;
  const { draft, standing } = desk;
  const { name } = draft.analysis.vendor;
  const { state, reason } = standing;
  return (
    <header class="review-head">
      <h1>Draft of {name}</h1>
      <div class="standing">
        <span>
          <strong>{stateWords[state]}</strong>
          {reason ? `: ${reason}` : '.'}
        </span>
        <Desk shown={shown} />
      </div>
      <p class="soft">
        Revision {draft.revision}
        {draft.author === 'assay' ? '' : `, last edited by ${draft.author}`}, content{' '}
        <code title={draft.contentDigest}>{draft.contentDigest.slice(0, 12)}</code>.{' '}
        <a href={`/review/${draft.id}/changes`}>
          {desk.revisions.length > 1 ? `History of ${desk.revisions.length} revisions` : 'History'}
        </a>
        .<Spent desk={desk} />
      </p>
      {mayEdit(shown) ? (
        <p class="jump">
          <a href="#decision-title">Go to the decision</a>
        </p>
      ) : null}
      <AgainstPublished shown={shown} />
      <EnteredFacts shown={shown} />
      <ReportsNotice shown={shown} />
      <LevelsBeside shown={shown} />
      {mayEdit(shown) && desk.neighbours.older ? (
        <p>
          This draft replaced an earlier one, so nothing of it counts as looked at.{' '}
          <a href={`/review/${draft.id}/changes?from=${desk.neighbours.older}`}>See how it differs</a>
        </p>
      ) : null}
      {again[state] && may(person, 'enqueue') ? (
        <form method="post" action={`/vendors/${draft.slug}/analyse`}>
          <input type="hidden" name="again" value="1" />
          <p>{again[state]}</p>
          {state === 'superseded' ? (
            <p>
              {desk.neighbours.newer ? (
                <>
                  <a href={`/review/${desk.neighbours.newer}`}>Open the newer draft</a>, or see{' '}
                  <a href={`/review/${desk.neighbours.newer}/changes?from=${draft.id}`}>how it differs from this one</a>
                  .
                </>
              ) : (
                <a href={`/review?vendor=${draft.slug}`}>See the drafts of {name}</a>
              )}
            </p>
          ) : null}
          <button type="submit" class="quiet">
            Analyse {name} again
          </button>
        </form>
      ) : null}
      {state === 'approved' && !isPublic(desk) ? (
        <p>
          <a href={`/vendors/${draft.slug}`}>See it published</a>.
        </p>
      ) : null}
    </header>
  );
}

/** How long people were at work on the draft, as far as what they did tells. */
function Spent({ desk: { spent } }: Pick<Shown, 'desk'>) {
  const total = spent.reduce((sum, { minutes }) => sum + minutes, 0);
  if (total === 0) return null;
  const minutes = (count: number) => (count === 1 ? 'a minute' : `${count} minutes`);
  const each = spent.length > 1 ? `: ${spent.map((one) => `${one.person} ${minutes(one.minutes)}`).join(', ')}` : '';
  return (
    <>
      {' '}
      About {minutes(total)} of work so far{each}.
    </>
  );
}

/** Whose desk the draft is on, and the button to put it on one's own or take it off. */
function Desk({ shown }: { shown: Shown }) {
  const { desk, person } = shown;
  const { holder } = desk.standing;
  const does = holder === null ? 'claim' : holder === person.email ? 'release' : 'take';
  const words = { claim: 'Claim', release: 'Release', take: 'Take over' };
  return (
    <>
      {holder === null ? null : <span>{holder === person.email ? 'You have it.' : `${holder} has it.`}</span>}
      {mayEdit(shown) ? (
        <form method="post" action={`/review/${desk.draft.id}/desk`}>
          <button type="submit" class="quiet small" name="does" value={does}>
            {words[does]}
          </button>
        </form>
      ) : null}
      {mayEdit(shown) ? <Assign shown={shown} /> : null}
    </>
  );
}

/** Giving the draft to somebody else; only where there is somebody. */
function Assign({ shown: { desk, person, colleagues } }: { shown: Shown }) {
  const others = colleagues.filter((email) => email !== person.email && email !== desk.standing.holder);
  if (others.length === 0) return null;
  return (
    <details class="assign">
      <summary>Give to somebody</summary>
      <form method="post" action={`/review/${desk.draft.id}/desk`}>
        <label for="assign-to">Who looks at it next</label>
        <select id="assign-to" name="to">
          {others.map((email) => (
            <option value={email}>{email}</option>
          ))}
        </select>
        <button type="submit" class="quiet small" name="does" value="assign">
          Give
        </button>
      </form>
    </details>
  );
}

/** Whether what is public of the product is what was approved here. */
function isPublic({ published, lastReview }: Shown['desk']): boolean {
  return published !== null && published.reviewId === lastReview?.id;
}

function AgainstPublished({ shown }: { shown: Shown }) {
  const { desk, reading } = shown;
  const { draft, published } = desk;
  if (!published) return null;
  if (isPublic(desk)) {
    return (
      <div class="notice">
        <p>
          Published as version {published.version}. <a href={`/vendors/${draft.slug}`}>See it published</a>
        </p>
      </div>
    );
  }
  if (draft.change && draft.change.version === published.version)
    return <WhatChanged shown={shown} change={draft.change} />;
  const sentences = scoreChanges(published.analysis, draft.analysis, reading.rubric);
  return (
    <div class="notice">
      <p>
        Version {published.version} is public.{' '}
        {sentences.length === 0 ? 'The scores of this draft are the same.' : `${sentences.join(' ')} `}{' '}
        <a href={`/review/${draft.id}/changes?from=published`}>See every difference</a>
      </p>
    </div>
  );
}
