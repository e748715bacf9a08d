import type { Flag } from '../../domain/analysis.ts';
import type { DraftState, FlagSeverity } from '../../domain/closed-lists.ts';
import type { Draft } from '../../domain/draft.ts';
import { may } from '../../domain/person.ts';
import { AnalysisArticle, type Approval } from '../public/analysis-article.tsx';
import { type Frame, Layout } from '../public/layout.tsx';
import type { Reading } from '../public/reading.ts';
import { stateWords } from './review-queue-page.tsx';

interface DraftPageProps {
  frame: Frame;
  draft: Draft;
  state: DraftState;
  reason: string;
  blocks: { path: string; message: string }[];
  reading: Reading;
  /** What the last attempt at a decision ran into, in words. */
  problem: { message: string; advice: string; typed: string } | null;
  /** Who approved it as it stands; null where nobody did. */
  approval: Approval | null;
}

const severities: Record<FlagSeverity, string> = { blocks: 'Blocks approval', warns: 'Look at this', notes: 'Note' };

/** What can be done next with a draft that was not approved. */
const again: Partial<Record<DraftState, string>> = {
  returned:
    'Returned drafts stay here. Correct what is known of the product, or wait for its documentation to change, then analyse it again for a fresh draft; or decide on this one after all.',
  rejected: 'A rejected draft is closed. A new analysis makes a fresh one.',
  superseded: 'A newer draft or publication replaced this one.',
};

/** One draft with the decision beside it: what is shown below is exactly what will be public. */
export function DraftPage(props: DraftPageProps) {
  const { frame, draft, state, reason, blocks, reading, problem, approval } = props;
  const open = state === 'waiting' || state === 'claimed' || state === 'returned';
  return (
    <Layout frame={frame} title={`Draft of ${draft.analysis.vendor.name}`} here="/review">
      <section class="decision" aria-labelledby="decision-title">
        <h1 id="decision-title">Draft of {draft.analysis.vendor.name}</h1>
        <p>
          <strong>{stateWords[state]}</strong>
          {reason ? `: ${reason}` : '.'} Revision {draft.revision}, content{' '}
          <code title={draft.contentDigest}>{draft.contentDigest.slice(0, 12)}</code>.
        </p>
        {problem ? (
          <div class="problem" role="alert">
            <p>
              <strong>{problem.message}</strong> {problem.advice}
            </p>
          </div>
        ) : null}
        <Flags flags={draft.analysis.flags} />
        {open && frame.person && may(frame.person, 'decide') ? (
          <DecisionForms draft={draft} blocks={blocks} typed={problem?.typed ?? ''} />
        ) : null}
        {open && frame.person && !may(frame.person, 'decide') ? (
          <p class="soft">Your role is {frame.person.role}; a reviewer decides.</p>
        ) : null}
        {again[state] && frame.person && may(frame.person, 'enqueue') ? (
          <form method="post" action={`/vendors/${draft.slug}/analyse`}>
            <p>{again[state]}</p>
            <button type="submit" class="quiet">
              Analyse {draft.analysis.vendor.name} again
            </button>
          </form>
        ) : null}
        {state === 'approved' ? (
          <p>
            <a href={`/vendors/${draft.slug}`}>See it published</a>.
          </p>
        ) : null}
      </section>
      <AnalysisArticle analysis={draft.analysis} reading={reading} approval={approval} base="" />
    </Layout>
  );
}

function DecisionForms({ draft, blocks, typed }: { draft: Draft; blocks: DraftPageProps['blocks']; typed: string }) {
  return (
    <form method="post" action={`/review/${draft.id}`} class="decide">
      <input type="hidden" name="revision" value={String(draft.revision)} />
      <input type="hidden" name="contentDigest" value={draft.contentDigest} />
      {blocks.length > 0 ? (
        <div class="problem">
          <p>Approval needs these mended first:</p>
          <ul class="claims">
            {blocks.map(({ path, message }) => (
              <li>
                {message} <code>{path}</code>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p class="soft">
          Everything below this box becomes public when you approve, exactly as it stands, under your name.
        </p>
      )}
      <label for="reason">Reason (needed to return or reject)</label>
      <textarea id="reason" name="reason" rows={2} maxlength={4000}>
        {typed}
      </textarea>
      <div class="buttons">
        <button type="submit" name="verdict" value="approved" disabled={blocks.length > 0}>
          Approve and publish
        </button>
        <button type="submit" name="verdict" value="returned" class="quiet">
          Return for changes
        </button>
        <button type="submit" name="verdict" value="rejected" class="quiet">
          Reject
        </button>
      </div>
    </form>
  );
}

function Flags({ flags }: { flags: Flag[] }) {
  if (flags.length === 0) return <p class="soft">No flags: nothing about this draft looked unusual.</p>;
  const order: FlagSeverity[] = ['blocks', 'warns', 'notes'];
  const sorted = order.flatMap((severity) => flags.filter((flag) => flag.severity === severity));
  const loud = sorted.filter(({ severity }) => severity !== 'notes');
  const notes = sorted.filter(({ severity }) => severity === 'notes');
  return (
    <>
      {loud.length > 0 ? <FlagList flags={loud} /> : null}
      {notes.length > 0 ? (
        <details>
          <summary>{notes.length === 1 ? 'One note' : `${notes.length} notes`}</summary>
          <FlagList flags={notes} />
        </details>
      ) : null}
    </>
  );
}

function FlagList({ flags }: { flags: Flag[] }) {
  return (
    <ul class="flags">
      {flags.map(({ severity, message }) => (
        <li>
          <span class={`flag ${severity}`}>{severities[severity]}</span> {message}
        </li>
      ))}
    </ul>
  );
}
