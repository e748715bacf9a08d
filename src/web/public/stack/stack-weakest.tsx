import { listedWords } from '../../../domain/listed-words.ts';
import type { StackDimension } from '../../../domain/stack/stack-report.ts';
import type { StackShown } from './stack-shown.ts';
import { mostNamed, shortened } from './stack-words.ts';

/** The lowest level over the whole stack, dimension by dimension, and which product it comes from. */
export function StackWeakest({ shown }: { shown: StackShown }) {
  const { dimensions, weakest } = shown.report;
  return (
    <section class="weakest" id="weakest">
      <h2>The weakest link</h2>
      {dimensions.length === 0 ? (
        <p>An agent can trust a stack no further than its weakest product. It shows once a product stands here.</p>
      ) : (
        <>
          <p>{sentence(weakest)}</p>
          <table class="levels">
            <caption>The lowest level in the stack, by dimension</caption>
            <thead>
              <tr>
                <th scope="col">Dimension</th>
                <th scope="col">Lowest</th>
                <th scope="col">From</th>
              </tr>
            </thead>
            <tbody>
              {dimensions.map((dimension) => (
                <Row
                  dimension={dimension}
                  isWeakest={weakest.some(({ id }) => id === dimension.id)}
                  base={shown.base}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function sentence(weakest: readonly StackDimension[]): string {
  const [first] = weakest;
  if (!first) return '';
  const level = first.level === null ? 'not assessed' : `at ${first.level} of ${first.max}`;
  const causes = [...new Set(weakest.flatMap((each) => each.causes.map(({ name }) => name)))];
  const names =
    weakest.length > mostNamed ? `${weakest.length} dimensions` : listedWords(weakest.map(({ name }) => name));
  return `${names} ${weakest.length === 1 ? 'is' : 'are'} ${level}, because of ${shortened(causes)}. The whole stack is no stronger there than that.`;
}

function Row({ dimension, isWeakest, base }: { dimension: StackDimension; isWeakest: boolean; base: string }) {
  const { name, level, max, causes, share } = dimension;
  return (
    <tr class={isWeakest ? 'lowest' : undefined}>
      <th scope="row">{name}</th>
      <td>
        <svg class="meter" viewBox="0 0 60 8" aria-hidden="true">
          <rect class="track" width="60" height="8" />
          <rect class="reach" width={Math.round(share * 60)} height="8" />
        </svg>{' '}
        {level === null ? 'not assessed' : `${level} of ${max}`}
        {isWeakest ? <span class="soft"> (weakest)</span> : null}
      </td>
      <td>
        {causes.slice(0, mostNamed).map(({ slug, name: product }, at) => (
          <>
            {at > 0 ? ', ' : ''}
            <a href={`${base}/vendors/${slug}`}>{product}</a>
          </>
        ))}
        {causes.length > mostNamed ? ` and ${causes.length - mostNamed} more` : ''}
      </td>
    </tr>
  );
}
