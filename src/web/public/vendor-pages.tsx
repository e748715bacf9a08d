import type { AsOf } from '../../actions/as-of.ts';
import type { Freshness } from '../../actions/freshness.ts';
import type { OtherProducts } from '../../actions/others-like.ts';
import type { Publication } from '../../domain/publication.ts';
import { AnalysisArticle } from './analysis-article.tsx';
import { AsOfNotice } from './as-of-notice.tsx';
import { asOfQuery } from './as-of-query.ts';
import { type Frame, Layout } from './layout.tsx';
import { linkedData } from './linked-data.ts';
import { day, type Reading } from './reading.ts';
import { readingScript } from './reading-script.ts';

/** What a version changed of the one before it. */
export interface VersionChange {
  previous: number;
  sentences: readonly string[];
}

interface VendorPageProps {
  frame: Frame;
  publication: Publication;
  reading: Reading;
  /** The past time that is shown; null or absent for now. */
  moment?: AsOf | null;
  /** When the documentation was read last; absent where that says nothing about what is shown. */
  freshness?: Freshness | null;
  /** Absent for a first version, and where nobody can look up more than one. */
  change?: VersionChange | null;
  /** What else the catalogue has for its place; absent for a version that was replaced. */
  others?: OtherProducts | null;
}

/** The public page of a product. */
export function AnalysisPage({ frame, publication, reading, moment, freshness, change, others }: VendorPageProps) {
  const { analysis, slug, version } = publication;
  const address = `/vendors/${slug}`;
  return (
    <Layout
      frame={frame}
      title={analysis.vendor.name}
      description={analysis.summary.text}
      canonical={publication.state === 'current' ? address : `${address}/history/${version}`}
      script={readingScript.path}
      feed={`${address}/feed.atom`}
      {...(publication.state === 'current' ? forPrograms(publication, { frame, reading, moment }) : {})}
    >
      {frame.site ? <p class="on-paper">{`${frame.site}${address}/history/${version}`}</p> : null}
      <Past frame={frame} publication={publication} moment={moment} />
      {freshness?.isStale ? (
        <p class="notice stale">
          The documentation was last checked {freshness.days} days ago, on {day(freshness.checkedAt)}: longer than
          planned. What it says may have changed since.
        </p>
      ) : null}
      {publication.state === 'superseded' ? (
        <p class="notice">
          This is version {version}, which a later one replaced. <a href={`${frame.base}${address}`}>See the latest.</a>
        </p>
      ) : null}
      {change ? (
        <Changed
          change={change}
          address={frame.base === '' ? `${address}/history/${change.previous}..${version}` : null}
        />
      ) : null}
      {freshness?.found && !freshness.isStale ? (
        <p class="soft">{`Checked on ${day(freshness.checkedAt)}: ${freshness.found}.`}</p>
      ) : null}
      <AnalysisArticle
        analysis={analysis}
        reading={reading}
        approval={{ by: publication.approvedBy, at: publication.approvedAt, version }}
        base={frame.base}
        others={others}
      />
    </Layout>
  );
}

/** The same for programs: on the page as data, and behind links as files. What was replaced is told by the page alone. */
function forPrograms(publication: Publication, { frame, reading, moment }: Omit<VendorPageProps, 'publication'>) {
  const own = `/vendors/${publication.slug}`;
  const then = asOfQuery(moment ?? null);
  const { site } = frame;
  return {
    alternates: [
      { type: 'text/markdown', path: `${own}.md${then}` },
      { type: 'application/ld+json', path: `${own}.jsonld${then}` },
      { type: 'application/json', path: `${own}/analysis.json${then}` },
    ] as const,
    data: site === undefined ? undefined : linkedData(publication, { rubric: reading.rubric, site, quotes: false }),
  };
}

/** More sentences than these hide the analysis below them; the page of differences has all. */
const sentencesShown = 3;

interface ChangedProps {
  change: VersionChange;
  /** Of the page with every difference; null where only a server could make it. */
  address: string | null;
}

function Changed({ change: { previous, sentences }, address }: ChangedProps) {
  const more = sentences.length - sentencesShown;
  return (
    <div class="notice changed">
      <p>
        <strong>What changed since version {previous}:</strong> {sentences.slice(0, sentencesShown).join(' ')}{' '}
        {address === null ? null : (
          <a class="on-screen" href={address}>
            {more > 0 ? `${more} more, and every difference` : 'Every difference'}
          </a>
        )}
      </p>
    </div>
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

/** Says of a page that it shows a past time; nothing where it shows the present. */
export function Past({ frame, publication, moment }: Omit<VendorPageProps, 'reading'>) {
  return moment ? <AsOfNotice moment={moment} today={`${frame.base}/vendors/${publication.slug}`} /> : null;
}
