import { mostCompared } from '../../../domain/compare-query.ts';
import type { StackCandidate } from '../../../domain/stack/stack-candidate.ts';
import type { StackSlot } from '../../../domain/stack/stack-report.ts';
import { withoutPlaced } from './changed-state.ts';
import { passingWords } from './choice-sentences.ts';
import { SeverityMark } from './severity-mark.tsx';
import { StackCandidateView } from './stack-candidate-view.tsx';
import { StackClashView } from './stack-clash-view.tsx';
import type { StackShown } from './stack-shown.ts';
import { candidatesId } from './stack-slot-card.tsx';
import { capital } from './stack-words.ts';

/** Candidates shown in full: two screens of them; any other can be picked from the list below. */
const shownInFull = 12;

/** What could stand in the slot that is looked at, best first, and why what cannot, cannot. */
export function StackCandidates({ shown }: { shown: StackShown }) {
  const slot = slotOf(shown);
  return (
    <section class="candidates" id={candidatesId} aria-labelledby="candidates-title" tabindex={-1}>
      {slot ? <OfSlot slot={slot} shown={shown} /> : <NoSlot shown={shown} />}
    </section>
  );
}

function NoSlot({ shown }: { shown: StackShown }) {
  const [gap] = shown.report.gaps;
  return (
    <>
      <h2 id="candidates-title">Candidates</h2>
      <p>Choose a slot of the building to see which products could stand there, and whether they pass.</p>
      {gap ? (
        <p>
          To close first:{' '}
          <a href={`${shown.address({ ...shown.report.state, slot: gap.category })}#${candidatesId}`}>{gap.name}</a>.
        </p>
      ) : null}
    </>
  );
}

function OfSlot({ slot, shown }: { slot: StackSlot; shown: StackShown }) {
  const { candidates, report, address, clash } = shown;
  const [first, rest] = [candidates.slice(0, shownInFull), candidates.slice(shownInFull)];
  const { filled } = slot;
  return (
    <>
      <h2 id="candidates-title">{slot.name}</h2>
      <p class="lead">{capital(slot.role)}.</p>
      <p>
        <SeverityMark severity={slot.severity} /> <span class="soft">{slot.because}</span>
      </p>
      {filled?.by === 'person' ? (
        <p class="stands">
          <strong>{filled.name}</strong> stands here.{' '}
          <a href={`${address(withoutPlaced(report.state, slot.category))}#${candidatesId}`}>Take it out</a>
        </p>
      ) : null}
      {candidates.length === 0 ? <Nobody slot={slot} shown={shown} /> : null}
      {clash && clash.slot === slot.category && candidates.length > 0 ? (
        <StackClashView clash={clash} shown={shown} />
      ) : null}
      {candidates.length > 0 ? <h3>{capital(passingWords(slot, shown.aside))}</h3> : null}
      <ComparedLink candidates={candidates} base={shown.base} />
      <ol class="candidate-list">
        {first.map((candidate) => (
          <StackCandidateView candidate={candidate} shown={shown} />
        ))}
      </ol>
      {rest.length > 0 ? <Further rest={rest} slot={slot} shown={shown} /> : null}
      <p class="back-to-slot">
        <a href={`#slot-${slot.category}`}>Back to its place in the building</a>
      </p>
    </>
  );
}

/** The way to see the best side by side, where there is a server that compares. */
function ComparedLink({ candidates, base }: { candidates: readonly StackCandidate[]; base: string }) {
  const compared = candidates.slice(0, mostCompared).map(({ slug }) => slug);
  if (compared.length < 2 || base !== '') return null;
  return (
    <p>
      <a href={`/compare?v=${compared.join(',')}`}>
        Compare {compared.length === candidates.length ? 'them' : `the first ${compared.length}`} side by side
      </a>
    </p>
  );
}

function Nobody({ slot, shown }: { slot: StackSlot; shown: StackShown }) {
  return (
    <div class="nobody">
      <h3>Nothing to choose from yet</h3>
      <p>
        {shown.aside.has(slot.category) ? 'Invented products aside, no' : 'No'} published analysis is of this category.
        The slot stays a gap that you close with a product of your own choice, until one is analysed.
      </p>
      <p>
        <a href={`${shown.base}/?layer=${slot.layer}`}>See what is published in layer {slot.layer}</a>
      </p>
    </div>
  );
}

/** The others by name: any can be placed, in one form. */
function Further({ rest, slot, shown }: { rest: readonly StackCandidate[]; slot: StackSlot; shown: StackShown }) {
  const { report, address } = shown;
  const kept = address(withoutPlaced(report.state, slot.category));
  const [path = '', query = ''] = kept.split('?');
  return (
    <form class="inline-form" method="get" action={path}>
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label for="further">{rest.length} more, best first</label>
      <select id="further" name={slot.category}>
        {rest.map(({ slug, name, invented, passes }) => (
          <option value={slug}>{`${name}${invented ? ', invented' : ''}${passes ? '' : ' (does not pass)'}`}</option>
        ))}
      </select>
      <button type="submit" class="quiet">
        Place
      </button>
    </form>
  );
}

function slotOf({ report }: StackShown): StackSlot | null {
  const all = report.layers.flatMap(({ slots }) => slots);
  return all.find(({ category }) => category === report.state.slot) ?? null;
}
