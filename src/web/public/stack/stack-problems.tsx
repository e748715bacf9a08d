import type { StackProblem } from '../../../domain/stack/stack-problem.ts';
import type { StackShown } from './stack-shown.ts';

/** What of the address could not be followed; the rest of it is shown. */
export function StackProblems({ shown: { problems, base } }: { shown: StackShown }) {
  if (problems.length === 0) return null;
  return (
    <div class="problem" role="alert">
      <p>
        <strong>
          {problems.length === 1
            ? 'One part of this address could not be followed. The rest is shown.'
            : `${problems.length} parts of this address could not be followed. The rest is shown.`}
        </strong>
      </p>
      <ul class="claims">
        {problems.map((problem) => (
          <li>
            {problem.text} <HistoryLink problem={problem} base={base} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function HistoryLink({ problem: { kind, slug }, base }: { problem: StackProblem; base: string }) {
  if (kind !== 'withdrawn' || slug === null) return null;
  return <a href={`${base}/vendors/${slug}/history`}>Its history</a>;
}
