import type { OtherProducts } from '../../actions/others-like.ts';
import type { Analysis } from '../../domain/analysis.ts';
import { Alternatives } from './analysis-alternatives.tsx';
import { AnalysisHeader, type Approval } from './analysis-header.tsx';
import { Links } from './analysis-links.tsx';
import { AnalysisNotes } from './analysis-notes.tsx';
import { Contexts, Raises } from './analysis-outlook.tsx';
import { AnalysisScores } from './analysis-scores.tsx';
import {
  Claims,
  IndustryFit,
  Integration,
  Integrations,
  PocChecklist,
  Prose,
  Scenarios,
  Section,
  StackImpact,
  TrustRisks,
  WatchFor,
} from './analysis-sections.tsx';
import { FrameworkView } from './framework-view.tsx';
import type { Reading } from './reading.ts';

export type { Approval } from './analysis-header.tsx';

interface ArticleProps {
  analysis: Analysis;
  reading: Reading;
  /** Null for a draft that nobody has approved. */
  approval: Approval | null;
  base: string;
  /** What else the catalogue has for its place; absent for a draft, and for a version that was replaced. */
  others?: OtherProducts | null;
}

/** The sections in their order, as the list beside them names them, and when there is one. */
const contents: readonly [
  id: string,
  name: string,
  isThere: (analysis: Analysis, others: OtherProducts | null) => boolean,
][] = [
  ['scores', 'At a glance', () => true],
  ['analysis', 'Analysis', () => true],
  ['trust', 'Trust', () => true],
  ['inpact', 'INPACT', () => true],
  ['goals', 'GOALS', () => true],
  ['strengths', 'Strengths', () => true],
  ['limitations', 'Limitations', () => true],
  ['industry-fit', 'Industry fit', () => true],
  ['alternatives', 'Alternatives', ({ alternatives }, others) => alternatives.length > 0 || others !== null],
  ['integration', 'Integration', () => true],
  ['trust-risks', 'Trust risks', () => true],
  ['scenarios', 'Scenarios', () => true],
  ['stack-impact', 'Stack impact', () => true],
  ['watch-for', 'Watch for', ({ watchFor }) => watchFor.length > 0],
  ['poc', 'Proof of concept', () => true],
  ['raise', 'What would raise it', ({ raise }) => raise.length > 0],
  ['contexts', 'Contexts', () => true],
  ['integrations', 'Integrations', ({ integrations }) => integrations.length > 0],
  ['links', 'Links', () => true],
];

/** The whole analysis of a product: the same article is what a reviewer approves and what readers get. */
export function AnalysisArticle({ analysis, reading, approval, base, others = null }: ArticleProps) {
  const parts = { analysis, reading };
  const { frameworks, raise } = analysis;
  return (
    <div class="with-contents">
      <nav class="contents" aria-label="On this page">
        <ul>
          {contents
            .filter(([, , isThere]) => isThere(analysis, others))
            .map(([id, name]) => (
              <li>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
        </ul>
      </nav>
      <article class="analysis">
        <AnalysisHeader {...parts} approval={approval} base={base} />
        <AnalysisScores {...parts} />
        <Section id="analysis" title="AI analysis">
          <Prose claims={analysis.analysis} reading={reading} />
        </Section>
        <Section id="trust" title="Trust before intelligence">
          <Prose claims={analysis.trust} reading={reading} />
        </Section>
        <FrameworkView id="inpact" result={frameworks.inpact} raises={raise} reading={reading} />
        <FrameworkView id="goals" result={frameworks.goals} raises={raise} reading={reading} />
        <Section id="strengths" title="Strengths">
          <Claims claims={analysis.strengths} reading={reading} marker="plus" />
        </Section>
        <Section id="limitations" title="Limitations">
          <Claims claims={analysis.limitations} reading={reading} marker="minus" />
        </Section>
        <IndustryFit {...parts} />
        <Alternatives {...parts} base={base} others={others} />
        <Integration {...parts} />
        <TrustRisks {...parts} />
        <Scenarios {...parts} />
        <StackImpact {...parts} />
        <WatchFor {...parts} />
        <PocChecklist {...parts} />
        <Raises {...parts} />
        <Contexts {...parts} />
        <Integrations {...parts} />
        <Links analysis={analysis} base={base} published={Boolean(approval?.version)} />
        <p class="disclaimer" id="disclaimer">
          AI-assisted, from public documentation, reviewed by a named person. A quote shows that the vendor says so, not
          that it is so: validate it with your own evaluation. INPACT and GOALS come from the book{' '}
          <cite>Trust Before Intelligence</cite>.
        </p>
        <AnalysisNotes reading={reading} />
      </article>
    </div>
  );
}
