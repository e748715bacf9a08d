import type { FactApart } from '../../domain/facts-apart.ts';

/** What is shown otherwise than it is entered, a line a fact. */
export function FactsApartView({ apart, shownIn }: { apart: readonly FactApart[]; shownIn: string }) {
  return (
    <ul>
      {apart.map(({ fact, shown, entered }) => (
        <li>
          {fact}: <strong>{entered}</strong> is entered; {shownIn} shows {shown}.
        </li>
      ))}
    </ul>
  );
}
