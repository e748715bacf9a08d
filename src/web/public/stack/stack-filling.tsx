import type { StackShown } from './stack-shown.ts';
import { candidatesId } from './stack-slot-card.tsx';

/** What was filled in, and why each; nothing where the stack is not to be filled. */
export function StackFilling({ shown }: { shown: StackShown }) {
  const { report, address, base } = shown;
  const { fill, layers } = report;
  if (!fill) return null;
  const nameOf = (id: string) => layers.flatMap(({ slots }) => slots).find(({ category }) => category === id)?.name;
  return (
    <section class="filling" id="filled">
      <h2>Why these</h2>
      <p>
        {fill.proof === 'not-proven-best'
          ? 'This is the best that was found: the search was cut short, and a better filling may exist.'
          : fill.choices.length === 0
            ? 'No open slot can be filled with a product that passes.'
            : 'No other filling is better: first the most critical slots, then the strongest weakest link, then documented integrations, then scores.'}
      </p>
      {fill.choices.length > 0 ? (
        <>
          <dl class="choices-made">
            {fill.choices.map(({ category, slug, name, reason }) => (
              <>
                <dt>
                  <a href={`${address({ ...report.state, slot: category })}#${candidatesId}`}>{nameOf(category)}</a>
                </dt>
                <dd>
                  <a href={`${base}/vendors/${slug}`}>{name}</a>. {reason}
                </dd>
              </>
            ))}
          </dl>
          <p>
            <a href={address(fill.kept)}>Keep these choices</a>{' '}
            <span class="soft">so that the address names them, and stays the same when more is published.</span>
          </p>
        </>
      ) : null}
    </section>
  );
}
