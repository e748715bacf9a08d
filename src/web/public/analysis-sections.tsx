import type { Child } from 'hono/jsx';
import type { Analysis, Claim } from '../../domain/analysis.ts';
import { ClaimView } from './claim-view.tsx';
import { dimensionOf, layerName, type Reading } from './reading.ts';
import { RiskList } from './risk-list.tsx';
import { Table } from './table.tsx';

export interface SectionProps {
  analysis: Analysis;
  reading: Reading;
}

/** A titled part of the page. Sections without content are not rendered by their callers. */
export function Section({ id, title, children }: { id: string; title: string; children: Child }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

export function Claims({ claims, reading, marker }: { claims: Claim[]; reading: Reading; marker?: string }) {
  return (
    <ul class={marker ? `claims ${marker}` : 'claims'}>
      {claims.map((claim) => (
        <li>
          <ClaimView claim={claim} reading={reading} />
        </li>
      ))}
    </ul>
  );
}

export function Prose({ claims, reading }: { claims: Claim[]; reading: Reading }) {
  return (
    <div class="prose">
      {claims.map((claim) => (
        <>
          <ClaimView claim={claim} reading={reading} />{' '}
        </>
      ))}
    </div>
  );
}

export function IndustryFit({ analysis, reading }: SectionProps) {
  const { bestFor, compliance, caution } = analysis.industryFit;
  return (
    <Section id="industry-fit" title="Industry fit">
      <h3>Best suited for</h3>
      <Claims claims={bestFor} reading={reading} />
      <h3>Compliance</h3>
      <div class="para">
        <ClaimView claim={compliance} reading={reading} />
      </div>
      <h3>Use with caution for</h3>
      <Claims claims={caution} reading={reading} />
    </Section>
  );
}

export function Integration({ analysis, reading }: SectionProps) {
  const rows = [
    ['Role', analysis.integration.role],
    ['Upstream', analysis.integration.upstream],
    ['Downstream', analysis.integration.downstream],
  ] as const;
  return (
    <Section id="integration" title="Integration in the 7-layer architecture">
      <dl class="pairs">
        {rows.map(([name, claim]) => (
          <>
            <dt>{name}</dt>
            <dd>
              <ClaimView claim={claim} reading={reading} />
            </dd>
          </>
        ))}
      </dl>
    </Section>
  );
}

export function TrustRisks({ analysis, reading }: SectionProps) {
  return (
    <Section id="trust-risks" title="Trust risks">
      <RiskList risks={analysis.trustRisks} reading={reading} />
    </Section>
  );
}

export function Scenarios({ analysis, reading }: SectionProps) {
  return (
    <Section id="scenarios" title="Use case scenarios">
      <ul class="risks">
        {analysis.scenarios.map(({ fit, scenario, reason }) => (
          <li>
            <div class="para">
              <span class={`fit ${fit}`}>{fit}</span> <ClaimView claim={scenario} reading={reading} />
            </div>
            <div class="para">
              <ClaimView claim={reason} reading={reading} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function StackImpact({ analysis, reading }: SectionProps) {
  return (
    <Section id="stack-impact" title="Stack impact">
      <dl class="pairs">
        {analysis.stackImpact.map(({ layer, effect }) => (
          <>
            <dt>{layerName(reading.rubric, layer)}</dt>
            <dd>
              <ClaimView claim={effect} reading={reading} />
            </dd>
          </>
        ))}
      </dl>
    </Section>
  );
}

export function WatchFor({ analysis, reading }: SectionProps) {
  if (analysis.watchFor.length === 0) return null;
  return (
    <Section id="watch-for" title="Watch for">
      <ul class="risks">
        {analysis.watchFor.map(({ signal, why }) => (
          <li>
            <div class="para strong">
              <ClaimView claim={signal} reading={reading} />
            </div>
            <div class="para">
              <ClaimView claim={why} reading={reading} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function PocChecklist({ analysis, reading }: SectionProps) {
  return (
    <Section id="poc" title="Two-week proof of concept">
      <Table
        head={['Test', 'Passes when', 'Dimension', 'Week']}
        rows={analysis.pocChecklist.map(({ week, dimension, test, passes }) => [
          test,
          passes,
          dimensionOf(reading.rubric, dimension)?.name ?? dimension,
          String(week),
        ])}
      />
    </Section>
  );
}

export function Integrations({ analysis, reading }: SectionProps) {
  if (analysis.integrations.length === 0) return null;
  return (
    <Section id="integrations" title="Integrations the documentation names">
      <ul class="claims">
        {analysis.integrations.map(({ name, citations }) => (
          <li>
            <ClaimView
              claim={{ text: name, kind: 'cited', origin: 'offline', citations, searched: [] }}
              reading={reading}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
