import type { Citation } from '../../../domain/analysis.ts';
import { placeOfQuote } from '../../../domain/edit.ts';
import type { Quote, Stance } from '../../../domain/evidence.ts';
import { CitationView } from '../../public/claim-view.tsx';
import { EditForm } from './edit-form.tsx';
import { mayEdit, type Shown } from './shown.ts';

/** What a sentence may be cited for; one item may hold several statements. */
export interface Target {
  at: string;
  name: string;
}

/** The quotes that stand behind a decision or statement, each in its surroundings, to be kept or dropped. */
export function CitedQuotes({ shown, at, citations }: { shown: Shown; at: string; citations: Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <div class="quotes">
      {citations.map((citation) => (
        <div class="quoted">
          <CitationView citation={citation} reading={shown.reading} />
          {mayEdit(shown) ? (
            <EditForm shown={shown} does="drop" at={at} hidden={{ place: placeOfQuote(citation) }} className="inline">
              <button type="submit" class="quiet small">
                Drop this quote
              </button>
            </EditForm>
          ) : null}
        </div>
      ))}
    </div>
  );
}

const stances: Record<Stance, string> = {
  supports: 'Speaks for it',
  contradicts: 'Says otherwise',
  limits: 'Narrows it',
};

/** A passage that was found and is not cited. */
export function OfferedQuote({ shown, targets, quote }: { shown: Shown; targets: Target[]; quote: Quote }) {
  const { citation, stance, hedged, flags } = quote;
  return (
    <div class="quoted">
      <p class="stance">
        <span class={`flag ${stance === 'supports' ? 'notes' : 'warns'}`}>{stances[stance]}</span>
        {hedged ? ' worded with reservations' : ''}
        {flags.length > 0 ? ` (${flags.join(', ')})` : ''}
      </p>
      <CitationView citation={citation} reading={shown.reading} />
      <UseSentence
        shown={shown}
        targets={targets}
        sentence={{ textDigest: citation.textDigest, quote: citation.quote, from: citation.start }}
      />
    </div>
  );
}

interface UseProps {
  shown: Shown;
  targets: Target[];
  sentence: { textDigest: string; quote: string; from: number };
}

/** "Use this sentence as evidence", for the statement that the person names where there are several. */
export function UseSentence({ shown, targets, sentence }: UseProps) {
  const [only, ...more] = targets;
  if (!mayEdit(shown) || !only) return null;
  const hidden = { textDigest: sentence.textDigest, quote: sentence.quote, from: String(sentence.from) };
  return (
    <EditForm shown={shown} does="cite" at={more.length === 0 ? only.at : ''} hidden={hidden} className="inline">
      {more.length > 0 ? (
        <select name="target" aria-label="What it is evidence for">
          {targets.map(({ at, name }) => (
            <option value={at}>{name}</option>
          ))}
        </select>
      ) : null}
      <button type="submit" class="quiet small">
        Use as evidence
      </button>
    </EditForm>
  );
}
