import type { ChangeItem } from '../../../domain/draft-change.ts';
import { meansOtherwise } from '../../../domain/means-otherwise.ts';
import { isRenewable } from '../../../domain/renew-quotes.ts';
import { EditForm } from './edit-form.tsx';
import { QuoteBeside } from './quote-beside.tsx';
import { ReasonProblem, reasonMarks, reasonProblem } from './reason-problem.tsx';
import { mayEdit, type Shown } from './shown.ts';

interface ItemChangeProps {
  shown: Shown;
  item: ChangeItem;
  /** Quotes that an item above shows already, by the place where that stands in the list; absent where none does. */
  sameAs?: number | undefined;
  /** Whether it stands in the panel of the item in focus; the list above may show the same form. */
  isFocus?: boolean;
}

/** The quotes that an open item rested on beside what stands there now, and the form that cites that instead. */
export function ItemChange({ shown, item, sameAs, isFocus = false }: ItemChangeProps) {
  const isUpgrade = shown.desk.draft.change?.upgrade === true;
  return (
    <>
      {sameAs === undefined ? (
        item.quotes.map((quote) => <QuoteBeside quote={quote} isUpgrade={isUpgrade} />)
      ) : (
        <p class="soft">It rests on what is shown under {sameAs}.</p>
      )}
      {mayEdit(shown) && isRenewable(item, shown.desk.draft) ? (
        <RenewForm shown={shown} item={item} id={`${isFocus ? 'focus-' : ''}${renewFieldId(item.path)}`} />
      ) : null}
    </>
  );
}

/** One click where only the wording differs; else with why the statement holds, because the sentence may now deny it. */
function RenewForm({ shown, item, id }: { shown: Shown; item: ChangeItem; id: string }) {
  const wrong = reasonProblem(shown, { renewed: item.path });
  return (
    <EditForm shown={shown} does="renew" at={item.path} className={meansOtherwise(item) ? 'edit renew' : 'inline'}>
      {meansOtherwise(item) ? (
        <>
          <label for={id}>Why it holds all the same (for the record, not published)</label>
          <input id={id} name="reason" maxlength={4000} required {...reasonMarks(wrong, `${id}-problem`)} />
          <ReasonProblem message={wrong} noteId={`${id}-problem`} />
        </>
      ) : null}
      <button type="submit" class="quiet small">
        Cite the sentence as it reads now
      </button>
    </EditForm>
  );
}

/** The id of the field in the list that asks why what is open at a path holds. */
export function renewFieldId(path: string): string {
  return `renew-${path.replaceAll('.', '-')}`;
}
