import type { Requote } from '../../../domain/draft-change.ts';
import { itemOf } from '../../../domain/item.ts';
import { itemLabel } from '../../../domain/item-label.ts';
import { quoteKey } from '../../../domain/site-changes.ts';
import { Outside } from '../../public/claim-view.tsx';
import { Table } from '../../public/table.tsx';
import { itemHref, type Shown } from './shown.ts';

interface MovedQuotesProps {
  shown: Shown;
  requotes: readonly Requote[];
  isOpen: boolean;
}

/** Quotes that stand word for word on another page: each with its old and its new address, and what rests on it. */
export function MovedQuotes({ shown: { desk, reading }, requotes, isOpen }: MovedQuotesProps) {
  const { draft } = desk;
  const rows = new Map<string, Requote[]>();
  for (const requote of requotes) {
    const key = `${quoteKey(requote.before)} ${quoteKey(requote.after)}`;
    rows.set(key, [...(rows.get(key) ?? []), requote]);
  }
  const count = rows.size === 1 ? 'One quote has' : `${rows.size} quotes have`;
  return (
    <details open={isOpen}>
      <summary>{count} another address, and the same words</summary>
      <Table
        head={['Quote', 'Was at', 'Is at', 'Rests on it']}
        rows={[...rows.values()].flatMap((same) => {
          const [first] = same;
          if (!first) return [];
          const items = [...new Set(same.map(({ path }) => itemOf(path)))];
          return [
            [
              <q>{first.before.quote}</q>,
              <Outside url={first.before.url} text={first.before.url} />,
              <Outside url={first.after.url} text={first.after.url} />,
              items.map((item, at) => (
                <>
                  {at > 0 ? ', ' : ''}
                  <a href={itemHref(draft.id, item)}>{itemLabel(item, draft.analysis, reading.rubric)}</a>
                </>
              )),
            ],
          ];
        })}
      />
    </details>
  );
}
