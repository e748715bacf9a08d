import { isUnasked } from './changed-state.ts';
import { StackAsked } from './stack-asked.tsx';
import { StackBar } from './stack-bar.tsx';
import { StackBuilding } from './stack-building.tsx';
import { StackCandidates } from './stack-candidates.tsx';
import { StackClashView } from './stack-clash-view.tsx';
import { StackFilling } from './stack-filling.tsx';
import { StackGaps } from './stack-gaps.tsx';
import { StackHead } from './stack-head.tsx';
import { StackIntegrations } from './stack-integrations.tsx';
import { StackProblems } from './stack-problems.tsx';
import { StackRequirements } from './stack-requirements.tsx';
import { StackRisks } from './stack-risks.tsx';
import type { StackShown } from './stack-shown.ts';
import { StackTaken } from './stack-taken.tsx';
import { StackWeakest } from './stack-weakest.tsx';

/**
 * The Stack Builder below the frame of its page. It is made of what `StackShown` holds and of nothing that needs a server, so
 * that a browser can make it too.
 */
export function StackBody({ shown }: { shown: StackShown }) {
  const { report, clash, products } = shown;
  const isStart = isUnasked(report.state);
  return (
    <div class="stack" id="stack">
      <StackHead shown={shown} isStart={isStart} />
      <StackProblems shown={shown} />
      {products.length === 0 ? <Nothing base={shown.base} /> : null}
      <StackAsked shown={shown} />
      {isStart ? (
        <StackRequirements shown={shown} isStart />
      ) : (
        <details class="change-requirements">
          <summary>Change what is required</summary>
          <StackRequirements shown={shown} isStart={false} />
        </details>
      )}
      <div class="stack-work">
        <StackBuilding shown={shown} />
        <StackCandidates shown={shown} />
      </div>
      {isStart ? null : (
        <>
          <StackBar report={report} />
          {clash && clash.slot === null ? (
            <section class="why-not" id="why-not">
              <StackClashView clash={clash} shown={shown} />
            </section>
          ) : null}
          <StackFilling shown={shown} />
          <div class="stack-pair">
            <StackGaps shown={shown} />
            <StackWeakest shown={shown} />
          </div>
          {report.dimensions.length > 0 ? (
            <div class="stack-pair">
              <StackRisks shown={shown} />
              <StackIntegrations shown={shown} />
            </div>
          ) : null}
          <StackTaken shown={shown} />
        </>
      )}
    </div>
  );
}

function Nothing({ base }: { base: string }) {
  return (
    <div class="notice">
      <p>
        Nothing is published yet, so every slot is a gap. A product can stand here as soon as a person has approved its
        analysis; <a href={`${base}/methodology`}>how that comes about</a>.
      </p>
    </div>
  );
}
