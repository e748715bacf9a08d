import type { StackSlot } from '../../../domain/stack/stack-report.ts';
import { totalText } from '../framework-view.tsx';
import { passingWords } from './choice-sentences.ts';
import { SeverityMark } from './severity-mark.tsx';
import type { StackShown } from './stack-shown.ts';

/** The part of the page that shows the candidates of a slot; the links of slots lead there. */
export const candidatesId = 'candidates';

/** One slot of the building: what stands in it, or how badly it is needed and how many could stand there. */
export function StackSlotCard({ slot, shown }: { slot: StackSlot; shown: StackShown }) {
  const { report, address } = shown;
  const { category, filled, severity } = slot;
  const isOpen = report.state.slot === category;
  const look = filled ? 'filled' : severity === 'not-required' ? 'may' : 'needed';
  return (
    <li class={`slot ${look} ${severity}`}>
      <a
        id={`slot-${category}`}
        href={`${address({ ...report.state, slot: category })}#${candidatesId}`}
        aria-current={isOpen ? 'true' : undefined}
      >
        <span class="slot-name">{slot.name}</span>
        {filled ? <Filled filled={filled} shown={shown} /> : <Open slot={slot} aside={shown.aside} />}
      </a>
    </li>
  );
}

function Filled({ filled, shown }: { filled: NonNullable<StackSlot['filled']>; shown: StackShown }) {
  const { inpact, goals } = shown.rubric;
  return (
    <>
      <strong>{filled.name}</strong>
      {filled.invented ? <span class="invented">invented</span> : null}
      <span class="slot-scores">
        <span>
          {inpact.name} {totalText(filled.inpact)}
        </span>
        <span>
          {goals.name} {totalText(filled.goals)}
        </span>
      </span>
      {filled.passes ? null : <span class="verdict fails">does not pass</span>}
      {shown.report.fill && filled.by === 'person' ? <span class="soft">placed by you</span> : null}
    </>
  );
}

function Open({ slot, aside }: { slot: StackSlot; aside: StackShown['aside'] }) {
  return (
    <>
      <SeverityMark severity={slot.severity} />
      <span class="soft">{passingWords(slot, aside)}</span>
    </>
  );
}
