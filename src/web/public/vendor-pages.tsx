import { citationsOf } from '../../actions/verify-analysis.ts';
import type { Publication } from '../../domain/publication.ts';
import { AnalysisArticle } from './analysis-article.tsx';
import { CitationView } from './claim-view.tsx';
import { type Frame, Layout } from './layout.tsx';
import { day, type Reading } from './reading.ts';
import { Table } from './table.tsx';

interface VendorPageProps {
  frame: Frame;
  publication: Publication;
  reading: Reading;
}

/** The public page of a product. */
export function AnalysisPage({ frame, publication, reading }: VendorPageProps) {
  const { analysis } = publication;
  return (
    <Layout frame={frame} title={analysis.vendor.name} description={analysis.summary.text}>
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
export function WithdrawnPage({ frame, publication }: Omit<VendorPageProps, 'reading'>) {
  const { withdrawn, slug, analysis } = publication;
  return (
    <Layout frame={frame} title={`${analysis.vendor.name}, withdrawn`}>
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
export function EvidencePage({ frame, publication, reading }: VendorPageProps) {
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

/** The versions of a product's analysis, newest first. */
export function HistoryPage({
  frame,
  name,
  versions,
}: {
  frame: Frame;
  name: string;
  versions: Omit<Publication, 'analysis'>[];
}) {
  return (
    <Layout frame={frame} title={`History of ${name}`}>
      <h1>History of {name}</h1>
      <Table
        head={['Version', 'State', 'Approved', 'By', 'Content digest']}
        rows={versions.map((version) => [
          <a href={`${frame.base}/vendors/${version.slug}/history/${version.version}`}>{version.version}</a>,
          version.withdrawn ? `withdrawn: ${version.withdrawn.reason}` : version.state,
          day(version.approvedAt),
          version.approvedBy,
          <code>{version.contentDigest.slice(0, 16)}</code>,
        ])}
      />
    </Layout>
  );
}
