import type { ClashPart, StackClash } from '../../../domain/stack/stack-clash.ts';
import type { StackShown } from './stack-shown.ts';
import { candidatesId } from './stack-slot-card.tsx';
import { capital } from './stack-words.ts';

interface ClashProps {
  clash: StackClash;
  shown: StackShown;
}

const titles = {
  whole: { clash: 'Why not everything can be filled', open: 'Whether everything can be filled' },
  slot: { clash: 'Why this is not possible', open: 'Whether this is possible' },
} as const;

/** Why a slot, or the whole stack, cannot be filled: the fewest requirements that clash, and what dropping each would let in. */
export function StackClashView({ clash, shown }: ClashProps) {
  const { parts, text, proof, slot } = clash;
  const known = proof === 'not-known' ? 'open' : 'clash';
  return (
    <div class="clash">
      {slot === null ? <h2>{titles.whole[known]}</h2> : <h3>{titles.slot[known]}</h3>}
      <p>{text}</p>
      {parts.length > 0 ? (
        <ul class="clash-parts">
          {parts.map((part) => (
            <Part part={part} slot={slot} address={shown.address} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Part({ part, slot, address }: { part: ClashPart; slot: string | null; address: StackShown['address'] }) {
  const { text, effect, without } = part;
  return (
    <li>
      <p>
        <strong>{capital(text)}</strong>
      </p>
      <p>
        {effect}{' '}
        <a href={`${address(without)}${slot === null ? '' : `#${candidatesId}`}`}>
          Drop it<span class="unseen">: {text}</span>
        </a>
      </p>
    </li>
  );
}
