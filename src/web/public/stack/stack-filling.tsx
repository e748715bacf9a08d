import { fillProofWords } from '../../../domain/stack/fill-proof-words.ts';
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
      <p>{fillProofWords(fill)}</p>
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
          <p class="no-print">
            <a href={address(fill.kept)}>Keep these choices</a>{' '}
            <span class="soft">so that the address names them, and stays the same when more is published.</span>
          </p>
        </>
      ) : null}
    </section>
  );
}
