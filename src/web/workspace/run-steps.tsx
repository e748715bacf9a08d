import { StageName } from '../../domain/closed-lists.ts';
import type { RunStatus } from '../../domain/run.ts';
import { stageWords } from './run-outcome.ts';

type Step = 'done' | 'now' | 'stopped' | 'open';

const marks: Record<Step, string> = { done: '✓', now: '●', stopped: '✕', open: '○' };
const said: Record<Step, string> = { done: 'done', now: 'under way', stopped: 'ended here', open: 'not yet' };

/** Publishing is a person's decision and no part of a run. */
const stages: readonly StageName[] = StageName.options.filter((stage) => stage !== 'publish');

/** The stages of a run in their order, each with a mark and its word. */
export function RunSteps({ run }: { run: RunStatus }) {
  return (
    <ol class="steps-of-run" aria-label="Steps">
      {stages.map((stage) => {
        const step = stepOf(stage, run);
        return (
          <li class={step} aria-current={step === 'now' ? 'step' : undefined}>
            <span class="mark" aria-hidden="true">
              {marks[step]}
            </span>{' '}
            {stageWords[stage]}
            <span class="unseen">: {said[step]}</span>
          </li>
        );
      })}
    </ol>
  );
}

function stepOf(stage: StageName, run: RunStatus): Step {
  const [at, here] = [stages.indexOf(stage), stages.indexOf(run.stage)];
  if (run.outcome === 'drafted' || at < here) return 'done';
  if (at > here) return run.outcome === 'unchanged' ? 'done' : 'open';
  if (run.outcome === null) return 'now';
  return run.outcome === 'unchanged' ? 'done' : 'stopped';
}
