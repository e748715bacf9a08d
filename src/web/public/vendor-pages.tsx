import type { AsOf } from '../../actions/as-of.ts';
import type { Freshness } from '../../actions/freshness.ts';
import { citationsOf } from '../../actions/verify-analysis.ts';
import type { Publication } from '../../domain/publication.ts';
import { AnalysisArticle } from './analysis-article.tsx';
import { AsOfNotice } from './as-of-notice.tsx';
import { CitationView } from './claim-view.tsx';
import { type Frame, Layout } from './layout.tsx';
import { day, type Reading } from './reading.ts';

interface VendorPageProps {
  frame: Frame;
  publication: Publication;
  reading: Reading;
  /** The past time that is shown; null or absent for now. */
  moment?: AsOf | null;
  /** When the documentation was read last; absent where that says nothing about what is shown. */
  freshness?: Freshness | null;
}

/** The public page of a product. */
export function AnalysisPage({ frame, publication, reading, moment, freshness }: VendorPageProps) {
  const { analysis } = publication;
  return (
    <Layout frame={frame} title={analysis.vendor.name} description={analysis.summary.text}>
      <Past frame={frame} publication={publication} moment={moment} />
      {freshness?.isStale ? (
        <p class="notice stale">
          The documentation was last checked {freshness.days} days ago, on {day(freshness.checkedAt)}: longer than
          planned. What it says may have changed since.
        </p>
      ) : null}
      {freshness && !freshness.isStale && freshness.checkedAt > analysis.crawl.startedAt ? (
        <p class="soft">Checked on {day(freshness.checkedAt)}: nothing that it rests on had changed.</p>
      ) : null}
      {publication.state === 'superseded' ? (
        <p class="notice">
          This is version {publication.version}, which a later one replaced.{' '}
          <a href={`${frame.base}/vendors/${publication.slug}`}>See the latest.</a>
        </p>
      ) : null}
      <AnalysisArticle
        analysis={analysis}
        reading={reading}
        approval={{ by: publication.approvedBy, at: publication.approvedAt, version: publication.version }}
        base={frame.base}
      />
    </Layout>
  );
}

/** What readers get in place of an analysis that was taken down: that it was, why, and its history. */
export function WithdrawnPage({ frame, publication, moment }: Omit<VendorPageProps, 'reading'>) {
  const { withdrawn, slug, analysis } = publication;
  return (
    <Layout frame={frame} title={`${analysis.vendor.name}, withdrawn`}>
      <Past frame={frame} publication={publication} moment={moment} />
      <div class="empty">
        <h1>The analysis of {analysis.vendor.name} was withdrawn</h1>
        <p>{withdrawn ? `On ${day(withdrawn.at)}: ${withdrawn.reason}` : null}</p>
        <p>
          <a href={`${frame.base}/vendors/${slug}/history`}>Its history</a> stays.
        </p>
      </div>
    </Layout>
  );
}

/** Every quote of an analysis on one page, under the statement it stands behind. */
export function EvidencePage({ frame, publication, reading, moment }: VendorPageProps) {
  const { analysis, slug } = publication;
  const seen = new Set<string>();
  const quotes = citationsOf(analysis).filter(({ citation }) => {
    const place = `${citation.textDigest}:${citation.start}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
  return (
    <Layout frame={frame} title={`Evidence for ${analysis.vendor.name}`}>
      <Past frame={frame} publication={publication} moment={moment} />
      <h1>
        Every quote behind <a href={`${frame.base}/vendors/${slug}`}>{analysis.vendor.name}</a>
      </h1>
      <p>
        {quotes.length} quotes from {new Set(quotes.map(({ citation }) => citation.url)).size} pages. Each is an exact
        slice of the page as it was stored; <code>assay verify {slug}</code> re-checks them all.
      </p>
      {quotes.map(({ citation }) => (
        <CitationView citation={citation} reading={reading} />
      ))}
    </Layout>
  );
}

function Past({ frame, publication, moment }: Omit<VendorPageProps, 'reading'>) {
  return moment ? <AsOfNotice moment={moment} today={`${frame.base}/vendors/${publication.slug}`} /> : null;
}
