import { licenceWords } from '../../../domain/licence-words.ts';
import { listedWords } from '../../../domain/listed-words.ts';
import type { StackCandidate } from '../../../domain/stack/stack-candidate.ts';
import { totalText } from '../framework-view.tsx';
import { withExcluded, withoutExcluded, withPlaced } from './changed-state.ts';
import type { StackShown } from './stack-shown.ts';
import { candidatesId } from './stack-slot-card.tsx';

/** One candidate: both scores, whether it passes and else why not, what it is joined with, and the ways to take it or leave it out. */
export function StackCandidateView({ candidate, shown }: { candidate: StackCandidate; shown: StackShown }) {
  const { rubric, report, address, base } = shown;
  const { slug, name, category, passes, fails, inpact, goals } = candidate;
  const standing = report.layers.flatMap(({ slots }) => slots).find((slot) => slot.filled?.slug === slug)?.filled;
  const place = withPlaced(report.state, { category, slug }, rubric);
  return (
    <li class={`candidate ${passes ? 'passing' : 'failing'}${standing ? ' in-stack' : ''}`}>
      <h4>
        <span>
          <a href={`${base}/vendors/${slug}`}>{name}</a>
          {candidate.invented ? <span class="invented"> invented</span> : null}
        </span>
        <span class={passes ? 'verdict passes' : 'verdict fails'}>{passes ? 'passes' : 'does not pass'}</span>
      </h4>
      <p class="pair">
        <span>
          {rubric.inpact.name} <strong>{totalText(inpact)}</strong>
        </span>
        <span>
          {rubric.goals.name} <strong>{totalText(goals)}</strong>
        </span>
        {candidate.licence === 'unknown' ? null : <span class="soft">{licenceWords(candidate.licence)}</span>}
      </p>
      {fails.length > 0 ? (
        <ul class="reasons">
          {fails.map(({ text }) => (
            <li>{text}</li>
          ))}
        </ul>
      ) : null}
      <p class="soft">
        Weakest link: {weakestText(candidate, shown)}. {jointsText(candidate)}
      </p>
      <p class="acts">
        {standing ? <span>{standing.by === 'fill' ? 'Filled in for you. ' : 'Stands in the stack. '}</span> : null}
        {standing?.by === 'person' ? null : (
          <a class="act" id={`place-${slug}`} href={`${address(place)}#${candidatesId}`}>
            {standing ? 'Keep' : 'Place'} <span class="unseen">{name}</span>
          </a>
        )}
        {report.state.excluded.includes(slug) ? (
          <a href={`${address(withoutExcluded(report.state, slug))}#${candidatesId}`}>
            Allow again <span class="unseen">{name}</span>
          </a>
        ) : (
          <a href={`${address(withExcluded(report.state, slug))}#${candidatesId}`}>
            Leave out <span class="unseen">{name}</span>
          </a>
        )}
      </p>
    </li>
  );
}

function weakestText({ weakest }: StackCandidate, { rubric }: StackShown): string {
  const all = [...rubric.inpact.dimensions, ...rubric.goals.dimensions];
  const name = all.find(({ id }) => id === weakest.dimension)?.name ?? weakest.dimension;
  return weakest.level === null ? `${name}, not assessed` : `${name}, ${weakest.level} of ${weakest.max}`;
}

function jointsText({ joints }: StackCandidate): string {
  const both = joints.filter(({ sides }) => sides === 2).map(({ name }) => name);
  const one = joints.filter(({ sides }) => sides === 1).map(({ name }) => name);
  const parts = [
    both.length > 0 ? `with ${listedWords(both)} by both vendors’ documents` : '',
    one.length > 0 ? `with ${listedWords(one)} by one vendor’s` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? `Documented ${parts.join(', ')}.` : '';
}
