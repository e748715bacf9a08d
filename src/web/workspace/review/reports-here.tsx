import { itemLabel } from '../../../domain/item-label.ts';
import { Outside } from '../../public/claim-view.tsx';
import { itemHref, type Shown } from './shown.ts';

/** Over a draft: which of its statements readers report errors in. */
export function ReportsNotice({ shown: { desk, reading, reports } }: { shown: Shown }) {
  if (reports.length === 0) return null;
  const { draft } = desk;
  const items = [...new Set(reports.flatMap(({ item }) => item ?? []))];
  const elsewhere = reports.filter(({ item }) => item === null).length;
  return (
    <div class="notice">
      <p>
        <a href="/reports">
          {reports.length === 1 ? 'A reader reports an error' : `Readers report ${reports.length} errors`}
        </a>{' '}
        in what is published.{' '}
        {items.map((item) => (
          <>
            <a href={itemHref(draft.id, item)}>{itemLabel(item, draft.analysis, reading.rubric)}</a>{' '}
          </>
        ))}
        {elsewhere > 0 ? `${elsewhere} about what this draft no longer says.` : ''}
      </p>
    </div>
  );
}

/** Beside an item: what readers report about it, with the sentence that shows it. */
export function ReportsHere({ shown: { reports }, item }: { shown: Shown; item: string }) {
  return (
    <>
      {reports
        .filter((each) => each.item === item)
        .map(({ report: { id, text, speaksToModel, citation, namedPage, answer } }) => (
          <div class="notice">
            <p>
              <strong>{answer ? `A reader’s report that ${answer.by} took up:` : 'A reader reports an error:'}</strong>{' '}
              {speaksToModel ? <span class="flag warns">Addresses a model, not a person</span> : null} {text}
            </p>
            <blockquote cite={citation.url}>{citation.quote}</blockquote>
            <p class="soft">
              On <Outside url={citation.url} text={citation.title || citation.url} />.{' '}
              {namedPage ? (
                <>
                  The reader named <code>{namedPage}</code>.{' '}
                </>
              ) : null}
              {answer ? null : <a href={`/reports#${id}`}>Answer it</a>}
            </p>
          </div>
        ))}
    </>
  );
}
