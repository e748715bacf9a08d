import type { IntegrationSide, StackIntegration } from '../../../domain/stack/stack-report.ts';
import { StackQuote } from './stack-quote.tsx';
import type { StackShown } from './stack-shown.ts';

/** Which products of the stack are documented to work together, with the quote of each vendor that says so. */
export function StackIntegrations({ shown }: { shown: StackShown }) {
  const { integrations, layers } = shown.report;
  const standing = layers.flatMap(({ slots }) => slots).filter(({ filled }) => filled !== null);
  const both = integrations.filter(({ sides }) => sides === 2);
  const one = integrations.filter(({ sides }) => sides === 1);
  return (
    <section class="joints" id="integrations">
      <h2>What is documented to work together</h2>
      {standing.length < 2 ? <p>It shows once a second product stands in the stack.</p> : null}
      {standing.length >= 2 && integrations.length === 0 ? (
        <p>
          No vendor’s documentation names another product of the stack. They may still work together: test it before you
          rely on it.
        </p>
      ) : null}
      <Group title="Both vendors’ documents say so" integrations={both} base={shown.base} />
      <Group title="One vendor’s documents say so" integrations={one} base={shown.base} />
    </section>
  );
}

function Group({ title, integrations, base }: { title: string; integrations: StackIntegration[]; base: string }) {
  if (integrations.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="joint-list">
        {integrations.map(({ products: [a, b], says }) => (
          <li>
            <p>
              <a href={`${base}/vendors/${a.slug}`}>{a.name}</a>
              <span aria-hidden="true"> ↔ </span>
              <span class="unseen"> and </span>
              <a href={`${base}/vendors/${b.slug}`}>{b.name}</a>
            </p>
            {says.map((side) => (
              <Side side={side} />
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Side({ side: { by, of, name, citations } }: { side: IntegrationSide }) {
  return (
    <details class="cites side-quote">
      <summary>
        {by.name}’s documents name {name === of.name ? of.name : `${of.name}, as “${name}”`}
      </summary>
      {citations.map((citation) => (
        <StackQuote citation={citation} />
      ))}
    </details>
  );
}
