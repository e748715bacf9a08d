import type { AsOf } from '../../actions/as-of.ts';
import { citationsOf } from '../../actions/verify-analysis.ts';
import { howMany } from '../../domain/how-many.ts';
import { itemOf } from '../../domain/item.ts';
import { itemLabel } from '../../domain/item-label.ts';
import type { Publication } from '../../domain/publication.ts';
import { CitationView, Outside } from './claim-view.tsx';
import { type Frame, Layout } from './layout.tsx';
import type { NumberedQuote } from './quotes-in-order.ts';
import { day, type Reading } from './reading.ts';
import { Past } from './vendor-pages.tsx';

interface EvidenceProps {
  frame: Frame;
  publication: Publication;
  reading: Reading;
  /** The past time that is shown; null or absent for now. */
  moment?: AsOf | null;
}

/** Every quote of an analysis on one page, by the page of the vendor that it stands in, with what rests on it. */
export function EvidencePage({ frame, publication, reading, moment }: EvidenceProps) {
  const { analysis, slug } = publication;
  const quotes = [...reading.quotes.values()];
  const places = citationsOf(analysis).length;
  const pages = new Map<string, NumberedQuote[]>();
  for (const quote of quotes) pages.set(quote.citation.url, [...(pages.get(quote.citation.url) ?? []), quote]);
  return (
    <Layout
      frame={frame}
      title={`Evidence for ${analysis.vendor.name}`}
      description={`All ${quotes.length} sentences of its documentation that the analysis of ${analysis.vendor.name} rests on.`}
      canonical={`/vendors/${slug}/evidence`}
    >
      <Past frame={frame} publication={publication} moment={moment} />
      <h1>
        Every quote behind <a href={`${frame.base}/vendors/${slug}`}>{analysis.vendor.name}</a>
      </h1>
      <p class="lead">
        {howMany(quotes.length, 'quote')} from {howMany(pages.size, 'page')}, cited in {howMany(places, 'place')} of the
        analysis. Each is an exact slice of the page as it was stored; <code>assay verify {slug}</code> re-checks it at
        every place.
      </p>
      {[...pages].map(([url, those]) => (
        <CitedPage url={url} quotes={those} of={{ frame, publication, reading }} />
      ))}
    </Layout>
  );
}

interface CitedPageProps {
  url: string;
  quotes: NumberedQuote[];
  of: Omit<EvidenceProps, 'moment'>;
}

function CitedPage({ url, quotes, of: { frame, publication, reading } }: CitedPageProps) {
  const first = quotes[0]?.citation;
  if (!first) return null;
  const { analysis, slug } = publication;
  return (
    <section class="cited-page">
      <h2>{first.title || url}</h2>
      <p class="soft">
        <Outside url={url} text={url} />, fetched <time datetime={first.fetchedAt}>{day(first.fetchedAt)}</time>, stored
        page <code>{first.pageDigest}</code>
      </p>
      {quotes.map(({ number, citation, paths }) => (
        <div class="numbered" id={`q${number}`}>
          <p class="soft">
            {number}. Behind{' '}
            {paths.map((path, at) => (
              <>
                {at > 0 ? ', ' : ''}
                <a href={`${frame.base}/vendors/${slug}#${anchorOf(path, publication)}`}>
                  {itemLabel(itemOf(path), analysis, reading.rubric)}
                </a>
              </>
            ))}
          </p>
          <CitationView citation={citation} reading={reading} />
        </div>
      ))}
    </section>
  );
}

/** Where the page of the analysis shows what stands at a path: a check under its id, a statement under its path. */
function anchorOf(path: string, { analysis }: Publication): string {
  const check = /^frameworks\.(inpact|goals)\.dimensions\.(\d+)\.checks\.(\d+)$/.exec(path);
  if (path.startsWith('integrations.')) return 'integrations';
  if (!check) return path;
  const { dimensions } = analysis.frameworks[check[1] === 'goals' ? 'goals' : 'inpact'];
  return dimensions[Number(check[2])]?.checks[Number(check[3])]?.id ?? path;
}
