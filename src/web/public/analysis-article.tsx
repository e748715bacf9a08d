import type { Analysis } from '../../domain/analysis.ts';
import type { EntryType, PriceKind } from '../../domain/closed-lists.ts';
import {
  Alternatives,
  Claims,
  Contexts,
  IndustryFit,
  Integration,
  Integrations,
  Links,
  PocChecklist,
  Prose,
  Raises,
  Scenarios,
  Section,
  StackImpact,
  TrustRisks,
  WatchFor,
} from './analysis-sections.tsx';
import { ClaimView } from './claim-view.tsx';
import { FrameworkView } from './framework-view.tsx';
import { categoryName, day, layerName, pagesRead, type Reading } from './reading.ts';

/** What stands over an analysis beside its own content: who approved which version; null for a draft. */
export interface Approval {
  by: string;
  at: string;
  /** Null where it is not published yet. */
  version: number | null;
}

interface ArticleProps {
  analysis: Analysis;
  reading: Reading;
  /** Null for a draft that nobody has approved. */
  approval: Approval | null;
  base: string;
}

const prices: Record<PriceKind, string> = {
  'free-oss': 'Free, open source',
  'free-tier': 'Free tier',
  paid: 'Paid',
  'usage-based': 'Usage based',
  'contact-sales': 'Price on request',
  unknown: 'Price not stated',
};

const entryTypes: Record<EntryType, string> = {
  product: 'Product',
  'managed-open-source': 'Managed open source',
  'cloud-service': 'Cloud service',
  'self-hosted-open-source': 'Self-hosted open source',
  framework: 'Framework or library',
  standard: 'Standard',
  model: 'Model',
  'model-runtime': 'Model runtime',
  registry: 'Registry',
};

const contents = [
  ['analysis', 'Analysis'],
  ['inpact', 'INPACT'],
  ['goals', 'GOALS'],
  ['strengths', 'Strengths'],
  ['limitations', 'Limitations'],
  ['industry-fit', 'Industry fit'],
  ['integration', 'Integration'],
  ['trust-risks', 'Trust risks'],
  ['scenarios', 'Scenarios'],
  ['stack-impact', 'Stack impact'],
  ['poc', 'Proof of concept'],
  ['raise', 'What would raise it'],
  ['contexts', 'Contexts'],
] as const;

/** The whole analysis of a product: the same article is what a reviewer approves and what readers get. */
export function AnalysisArticle({ analysis, reading, approval, base }: ArticleProps) {
  const parts = { analysis, reading };
  return (
    <div class="with-contents">
      <nav class="contents" aria-label="On this page">
        <ul>
          {contents.map(([id, name]) => (
            <li>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      <article class="analysis">
        <Header analysis={analysis} reading={reading} approval={approval} />
        <Section id="analysis" title="AI analysis">
          <Prose claims={analysis.analysis} reading={reading} />
        </Section>
        <Section id="trust" title="Trust before intelligence">
          <Prose claims={analysis.trust} reading={reading} />
        </Section>
        <FrameworkView id="inpact" result={analysis.frameworks.inpact} reading={reading} />
        <FrameworkView id="goals" result={analysis.frameworks.goals} reading={reading} />
        <Section id="strengths" title="Strengths">
          <Claims claims={analysis.strengths} reading={reading} marker="plus" />
        </Section>
        <Section id="limitations" title="Limitations">
          <Claims claims={analysis.limitations} reading={reading} marker="minus" />
        </Section>
        <IndustryFit {...parts} />
        <Alternatives {...parts} base={base} />
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
      </article>
    </div>
  );
}

/** Whether the address can belong to nobody: `.example` is kept free for examples (RFC 2606). */
function isInvented(homepage: string): boolean {
  return URL.canParse(homepage) && new URL(homepage).hostname.endsWith('.example');
}

function Header({ analysis, reading, approval }: Omit<ArticleProps, 'base'>) {
  const { vendor, producer, crawl } = analysis;
  const read = pagesRead(analysis);
  return (
    <header class="product">
      <h1>{vendor.name}</h1>
      {isInvented(vendor.homepage) ? (
        <p class="invented">An invented product, here to try Assay with. No such company or software exists.</p>
      ) : null}
      <p class="badges">
        <span>{layerName(reading.rubric, vendor.layer)}</span>
        <span>{categoryName(reading.rubric, vendor.category)}</span>
        <span>
          {vendor.price.note ? `${prices[vendor.price.kind]}, ${vendor.price.note}` : prices[vendor.price.kind]}
        </span>
        <span>{vendor.licence === 'unknown' ? 'Licence not stated' : vendor.licence}</span>
        <span>{entryTypes[vendor.entryType]}</span>
      </p>
      <div class="para summary">
        <ClaimView claim={analysis.summary} reading={reading} />
      </div>
      <p class="freshness">
        Analysed {day(producer.createdAt)} from documentation as of {day(crawl.startedAt)} ({read}{' '}
        {read === 1 ? 'page' : 'pages'}), rubric version {reading.rubric.version}, by{' '}
        {producer.analyst === 'offline' ? 'the offline analyst' : producer.analyst}.{' '}
        {approval ? (
          <>
            Approved by {approval.by} on {day(approval.at)}
            {approval.version ? `, version ${approval.version}` : ''}.
          </>
        ) : (
          <strong>Not approved: a draft.</strong>
        )}
      </p>
    </header>
  );
}
