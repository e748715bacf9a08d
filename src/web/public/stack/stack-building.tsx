import type { StackLayer } from '../../../domain/stack/stack-report.ts';
import type { StackShown } from './stack-shown.ts';
import { StackSlotCard } from './stack-slot-card.tsx';
import { counted } from './stack-words.ts';

/** The stack as a building: seven floors, the seventh on top; every category a slot that opens to its candidates. */
export function StackBuilding({ shown }: { shown: StackShown }) {
  return (
    <section class="building" aria-labelledby="building">
      <h2 id="building">The building</h2>
      <ol reversed>
        {shown.report.layers.toReversed().map((layer) => (
          <Floor layer={layer} shown={shown} />
        ))}
      </ol>
    </section>
  );
}

function Floor({ layer, shown }: { layer: StackLayer; shown: StackShown }) {
  const { slot: open } = shown.report.state;
  // What stands in the stack, or is looked at, is never behind a fold.
  const inSight = layer.slots.filter(
    ({ severity, filled, category }) => severity !== 'not-required' || filled !== null || category === open,
  );
  const folded = layer.slots.filter((slot) => !inSight.includes(slot));
  return (
    <li class="floor" id={`floor-${layer.id}`}>
      <h3>
        <span class="layer-id">{layer.id}</span> {layer.name}
      </h3>
      <ul class="slots">
        {inSight.map((slot) => (
          <StackSlotCard slot={slot} shown={shown} />
        ))}
      </ul>
      {folded.length > 0 ? (
        <details class="optional">
          <summary>{counted(folded.length, 'optional slot')}</summary>
          <ul class="slots">
            {folded.map((slot) => (
              <StackSlotCard slot={slot} shown={shown} />
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}
