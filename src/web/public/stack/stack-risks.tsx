import type { RiskSeverity } from '../../../domain/closed-lists.ts';
import { listedWords } from '../../../domain/listed-words.ts';
import type { StackRisk } from '../../../domain/stack/stack-report.ts';
import { severities } from './severities.ts';
import { SeverityMark } from './severity-mark.tsx';
import { StackGrounds } from './stack-quote.tsx';
import type { StackShown } from './stack-shown.ts';

/** The trust risks of everything that stands in the stack, the worst first, each with its product and what to do. */
export function StackRisks({ shown }: { shown: StackShown }) {
  const { risks, unread } = shown.report;
  return (
    <section class="stack-risks" id="risks">
      <h2>Risks that come with it</h2>
      {risks.length === 0 ? <p>None is told of what stands in the stack.</p> : null}
      {unread.length > 0 ? <p>Not looked at: {listedWords(unread.map(({ name }) => name))}.</p> : null}
      {severities.map((severity) => (
        <Group risks={risks.filter((risk) => risk.severity === severity)} base={shown.base} />
      ))}
    </section>
  );
}

/** Those that cannot wait are open; the rest is a fold away. */
const isOpen: Record<RiskSeverity, boolean> = { critical: true, high: true, medium: false, low: false };

function Group({ risks, base }: { risks: readonly StackRisk[]; base: string }) {
  const [first] = risks;
  if (!first) return null;
  return (
    <details class="risk-group" open={isOpen[first.severity]}>
      <summary>
        <SeverityMark severity={first.severity} /> <span class="soft">{risks.length}</span>
      </summary>
      <ul class="risk-list">
        {alike(risks).map(([told, ...others]) => (
          <Told told={told} others={others} base={base} />
        ))}
      </ul>
    </details>
  );
}

function Told({ told, others, base }: { told: StackRisk; others: StackRisk[]; base: string }) {
  const { slug, name, risk, mitigation } = told;
  return (
    <li>
      <p>
        <a href={`${base}/vendors/${slug}`}>{name}</a>: {risk.text} <StackGrounds claim={risk} />
      </p>
      {others.length > 0 ? (
        <p>
          The same is told of{' '}
          {others.map((other, at) => (
            <>
              {at === 0 ? '' : at === others.length - 1 ? ' and ' : ', '}
              <a href={`${base}/vendors/${other.slug}`}>{other.name}</a>
            </>
          ))}
          .
        </p>
      ) : null}
      <p class="soft">What to do: {mitigation.text}</p>
    </li>
  );
}

/** Risks whose first sentences differ in nothing but the product's name, together; what most products share stands first. */
function alike(risks: readonly StackRisk[]): [StackRisk, ...StackRisk[]][] {
  const groups = new Map<string, [StackRisk, ...StackRisk[]]>();
  for (const each of risks) {
    const key = (each.risk.text.split('. ')[0] ?? '').replace(/\.$/, '').replaceAll(each.name, '…');
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}
