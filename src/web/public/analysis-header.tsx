import type { Analysis } from '../../domain/analysis.ts';
import { isInvented } from '../../domain/invented.ts';
import { licenceWords } from '../../domain/licence-words.ts';
import { pagesRead } from '../../domain/pages-read.ts';
import { priceText } from '../../domain/price-text.ts';
import { entryTypeWords } from '../../domain/vendor-words.ts';
import { analysisLinks } from './analysis-links.tsx';
import { ClaimView, Outside } from './claim-view.tsx';
import { categoryName, day, layerName, type Reading } from './reading.ts';
import { rubricChanges } from './rubric-changes.ts';

/** What stands over an analysis beside its own content: who approved which version; null for a draft. */
export interface Approval {
  by: string;
  at: string;
  /** Null where it is not published yet. */
  version: number | null;
}

interface HeaderProps {
  analysis: Analysis;
  reading: Reading;
  /** Null for a draft that nobody has approved. */
  approval: Approval | null;
  base: string;
}

/** The product, what it is in a sentence or two, how fresh that is and who answers for it, and what can be done with it. */
export function AnalysisHeader({ analysis, reading, approval, base }: HeaderProps) {
  const { vendor } = analysis;
  return (
    <header class="product">
      <h1>{vendor.name}</h1>
      {isInvented(vendor.homepage) ? (
        <p class="invented">An invented product, here to try Assay with. No such company or software exists.</p>
      ) : null}
      <p class="badges">
        <span>{layerName(reading.rubric, vendor.layer)}</span>
        <span>{categoryName(reading.rubric, vendor.category)}</span>
        {priceText(vendor.price) ? <span>{priceText(vendor.price)}</span> : null}
        {vendor.licence === 'unknown' ? null : <span>{licenceWords(vendor.licence)}</span>}
        <span>{entryTypeWords[vendor.entryType]}</span>
      </p>
      <div class="para summary">
        <ClaimView claim={analysis.summary} reading={reading} />
      </div>
      <Freshness analysis={analysis} reading={reading} approval={approval} base={base} />
      <nav class="product-links" aria-label={`More about ${vendor.name}`}>
        <ul>
          <li>
            <Outside url={vendor.homepage} text="Website" />
          </li>
          {approval?.version
            ? analysisLinks(analysis, base)
                .filter(({ isFirst }) => isFirst)
                .map(({ name, href }) => (
                  <li>
                    <a href={href}>{name}</a>
                  </li>
                ))
            : null}
        </ul>
      </nav>
      <p class="legend">
        Every statement says what it rests on: <span class="kind kind-cited">Quote</span> the vendor’s own words, to be
        opened in place; <span class="kind kind-absence">Not found</span> searched for in vain on every page read;{' '}
        <span class="kind kind-judgement">Judgement</span> advice, which no page says.
      </p>
    </header>
  );
}

/** The rubric that the analysis was made under, which may be an earlier one than is in use. */
function rubricWords(digest: string, { rubric }: Reading): string {
  if (digest === rubric.digest) return `rubric version ${rubric.version}`;
  const known = rubricChanges.find((change) => change.digest === digest);
  return known ? `the rubric of ${day(known.on)} (version ${known.version})` : `another rubric (${digest.slice(0, 8)})`;
}

/** Analysed when, from what, by whom, approved by whom, in which version. Never missing. */
function Freshness({ analysis, reading, approval, base }: HeaderProps) {
  const { producer, crawl, vendor } = analysis;
  const read = pagesRead(analysis).length;
  return (
    <p class="freshness">
      Analysed {day(producer.createdAt)} from documentation as of {day(crawl.startedAt)} ({read}{' '}
      {read === 1 ? 'page' : 'pages'}),{' '}
      <a href={`${base}/methodology#changes`}>{rubricWords(producer.rubricDigest, reading)}</a>, by{' '}
      {producer.analyst === 'offline' ? 'the offline analyst' : producer.analyst}.{' '}
      {approval ? (
        <>
          Approved by {approval.by} on {day(approval.at)}
          {approval.version ? (
            <>
              , <a href={`${base}/vendors/${vendor.slug}/history`}>version {approval.version}</a>
            </>
          ) : null}
          .
        </>
      ) : (
        <strong>Not approved: a draft.</strong>
      )}
    </p>
  );
}
