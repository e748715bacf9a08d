import type { Child } from 'hono/jsx';
import type { StackReport } from '../../../domain/stack/stack-report.ts';
import { severities } from './severities.ts';
import { SeverityMark } from './severity-mark.tsx';
import { counted, shortened } from './stack-words.ts';

/** The five answers about a stack in one line that stays in sight; each leads to the part that tells it in full. */
export function StackBar({ report }: { report: StackReport }) {
  const { coverage, gaps, weakest, risks, integrations } = report;
  const [link] = weakest;
  const worst = severities.find((severity) => risks.some((risk) => risk.severity === severity));
  const both = integrations.filter(({ sides }) => sides === 2).length;
  return (
    <nav class="stack-bar" aria-label="What the stack comes to">
      <ul>
        <Fact href="#missing" name="Filled">
          <strong>
            {coverage.filled} of {coverage.needed}
          </strong>{' '}
          needed slots
        </Fact>
        <Fact href="#missing" name="Missing">
          {gaps.length === 0 ? (
            'nothing'
          ) : (
            <span class="gap-counts">
              {severities.map((severity) => {
                const count = gaps.filter((gap) => gap.severity === severity).length;
                return count > 0 ? (
                  <span>
                    <strong>{count}</strong> <SeverityMark severity={severity} />
                  </span>
                ) : null;
              })}
            </span>
          )}
        </Fact>
        <Fact href="#weakest" name="Weakest link">
          {link ? (
            <>
              <strong>{link.name}</strong> {link.level === null ? 'not assessed' : `${link.level} of ${link.max}`}
              <span class="soft"> {shortened(link.causes.map(({ name }) => name))}</span>
            </>
          ) : (
            'nothing stands yet'
          )}
        </Fact>
        <Fact href="#risks" name="Trust risks">
          {worst ? (
            <>
              <strong>{risks.length}</strong>, worst <SeverityMark severity={worst} />
            </>
          ) : (
            'none told'
          )}
        </Fact>
        <Fact href="#integrations" name="Integrations">
          {integrations.length === 0 ? (
            'none documented'
          ) : (
            <>
              <strong>{integrations.length}</strong>
              {`, ${both === 0 ? 'none' : counted(both, 'pair')} by both`}
            </>
          )}
        </Fact>
      </ul>
    </nav>
  );
}

function Fact({ href, name, children }: { href: string; name: string; children: Child }) {
  return (
    <li>
      <a href={href}>
        <span class="fact-name">{name}</span>
        <span class="fact">{children}</span>
      </a>
    </li>
  );
}
