import type { Citation } from '../../../domain/analysis.ts';
import type { QuoteChange } from '../../../domain/draft-change.ts';
import { type WordStretch, wordDiff } from '../../../domain/word-diff.ts';
import { Outside } from '../../public/claim-view.tsx';
import { day } from '../../public/reading.ts';

/**
 * A quote as it was and what stands in its place, side by side, with the words that differ marked. In an upgrade the two
 * are different sentences of the same pages, and only what rests on them changed.
 */
export function QuoteBeside({ quote: { before, after }, isUpgrade }: { quote: QuoteChange; isUpgrade: boolean }) {
  const stretches = wordDiff(before?.quote ?? '', isUpgrade ? '' : (after?.quote ?? ''));
  const cited: WordStretch[] = isUpgrade && after ? [{ kind: 'come', text: after.quote }] : stretches;
  return (
    <div class="quotes-beside">
      <figure>
        <figcaption>{isUpgrade ? 'Rested on' : 'Then'}</figcaption>
        {before ? (
          <Quoted citation={before} stretches={stretches} of="gone" />
        ) : (
          <p class="soft">{isUpgrade ? 'No quote.' : 'Not said.'}</p>
        )}
      </figure>
      <figure>
        <figcaption>{isUpgrade ? 'Rests on now' : 'Now'}</figcaption>
        {after ? (
          <Quoted citation={after} stretches={cited} of="come" />
        ) : (
          <p class="soft">{isUpgrade ? 'No quote.' : 'Not there any more.'}</p>
        )}
      </figure>
    </div>
  );
}

function Quoted({ citation, stretches, of }: { citation: Citation; stretches: WordStretch[]; of: 'gone' | 'come' }) {
  const own = stretches.filter(({ kind }) => kind === 'same' || kind === of);
  const isWhole = own.every(({ kind }) => kind === of);
  return (
    <>
      <blockquote>
        {own.map(({ kind, text }) => {
          // Where one side is missing, marking every word of the other tells nothing.
          if (kind === 'same' || isWhole) return text;
          const words = text.trimStart();
          const space = text.slice(0, text.length - words.length);
          return (
            <>
              {space}
              {of === 'gone' ? <del>{words}</del> : <ins>{words}</ins>}
            </>
          );
        })}
      </blockquote>
      <p class="soft">
        <Outside url={citation.url} text={citation.url} />, read {day(citation.fetchedAt)}
      </p>
    </>
  );
}
