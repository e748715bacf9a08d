import type { ComparedCheck } from '../../../domain/comparison.ts';
import { Citations, Searched } from '../claim-view.tsx';
import { DecisionMark } from '../framework-view.tsx';
import { checkOf, dimensionOf } from '../reading.ts';
import { type ComparedShown, namesOf } from './compared-shown.ts';

interface ChecksProps {
  shown: ComparedShown;
  checks: readonly ComparedCheck[];
}

/** The checks that the products answer differently, furthest apart first, with their quotes; then those where they agree, and those that not all were asked. */
export function ComparedChecks({ shown, checks }: ChecksProps) {
  const names = namesOf(shown);
  const differing = checks.filter(({ differs }) => differs);
  const same = checks.filter(({ differs }) => !differs);
  const agreed = same.filter(({ askedOfAll }) => askedOfAll);
  const unasked = same.filter(({ askedOfAll }) => !askedOfAll);
  return (
    <section id="checks" aria-labelledby="checks-title">
      <h2 id="checks-title">
        {differing.length === 0
          ? 'No check tells them apart'
          : `${differing.length} of ${checks.length} checks tell them apart`}
      </h2>
      {differing.length > 0 ? (
        <p class="on-paper soft">
          Of each answer the first quote stands here; the numbers are those of the page with every quote of that
          product.
        </p>
      ) : null}
      {differing.map((check) => (
        <CheckLine shown={shown} check={check} />
      ))}
      {agreed.length > 0 ? (
        <details class="agreed">
          <summary>
            {agreed.length === 1 ? 'One check is answered alike' : `${agreed.length} checks are answered alike`}
          </summary>
          <ul class="claims">
            {agreed.map(({ id, results }) => {
              const decision = results.find((result) => result !== null)?.decision;
              return (
                <li>
                  {decision ? <DecisionMark decision={decision} /> : null} {checkOf(shown.rubric, id)?.question ?? id}
                </li>
              );
            })}
          </ul>
        </details>
      ) : null}
      {unasked.length > 0 ? (
        <details class="agreed">
          <summary>
            {unasked.length === 1 ? 'One check was' : `${unasked.length} checks were`} not asked of every product
          </summary>
          <ul class="claims">
            {unasked.map(({ id, results }) => (
              <li>
                {checkOf(shown.rubric, id)?.question ?? id}
                <ul>
                  {results.map((result, line) => (
                    <li>
                      {names[line]}:{' '}
                      {result ? <DecisionMark decision={result.decision} /> : 'not asked when it was analysed'}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function CheckLine({ shown, check }: { shown: ComparedShown; check: ComparedCheck }) {
  const names = namesOf(shown);
  const known = checkOf(shown.rubric, check.id);
  return (
    <article class="compared-check" id={check.id}>
      <h3>{known?.question ?? check.id}</h3>
      <p class="soft">
        {shown.rubric[check.framework].name}, {dimensionOf(shown.rubric, check.dimension)?.name ?? check.dimension}
      </p>
      <dl class={`side-by-side of-${names.length}`}>
        {check.results.map((result, line) => {
          const reading = shown.products[line]?.reading;
          return (
            <div>
              <dt>{names[line]}</dt>
              <dd>
                {result && reading ? (
                  <>
                    <DecisionMark decision={result.decision} />{' '}
                    {result.citations.length > 0 ? (
                      <Citations citations={result.citations} reading={reading} />
                    ) : (
                      <Searched item={result} reading={reading} />
                    )}
                  </>
                ) : (
                  <span class="soft">not asked when it was analysed</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </article>
  );
}
