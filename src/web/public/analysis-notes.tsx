import { Outside } from './claim-view.tsx';
import { day, type Reading } from './reading.ts';

/** On paper, where nothing opens: every quote under its number, with page, date and digest. Screens do not show it. */
export function AnalysisNotes({ reading }: { reading: Reading }) {
  return (
    <section class="notes on-paper">
      <h2>Quotes</h2>
      <ol>
        {[...reading.quotes.values()].map(({ citation: { quote, title, url, fetchedAt, pageDigest } }) => (
          <li>
            “{quote.replace(/\s+/g, ' ')}” <span class="soft">{title ? `${title}, ` : ''}</span>
            <Outside url={url} text={url} />
            <span class="soft">
              , fetched {day(fetchedAt)}, stored page {pageDigest.slice(0, 12)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
