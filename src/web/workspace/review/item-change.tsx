import type { ChangeItem } from '../../../domain/draft-change.ts';
import { isRenewable } from '../../../domain/renew-quotes.ts';
import { EditForm } from './edit-form.tsx';
import { QuoteBeside } from './quote-beside.tsx';
import { mayEdit, type Shown } from './shown.ts';

/** The quotes that an open item rested on beside what stands there now, and the one click that cites that instead. */
export function ItemChange({ shown, item }: { shown: Shown; item: ChangeItem }) {
  return (
    <>
      {item.quotes.map((quote) => (
        <QuoteBeside quote={quote} isUpgrade={shown.desk.draft.change?.upgrade === true} />
      ))}
      {mayEdit(shown) && isRenewable(item, shown.desk.draft) ? (
        <EditForm shown={shown} does="renew" at={item.path} className="inline">
          <button type="submit" class="quiet small">
            Cite the sentence as it reads now
          </button>
        </EditForm>
      ) : null}
    </>
  );
}
