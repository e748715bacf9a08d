import type { ReviewDesk } from '../../../actions/review-desk.ts';
import type { Shown } from './shown.ts';
import { typedOr } from './shown.ts';

/** That the item was looked at, and what should change about it when the draft goes back. */
export function NoteForms({
  shown,
  item,
  doubts,
}: {
  shown: Shown;
  item: string;
  doubts: ReviewDesk['attention'][number] | undefined;
}) {
  const { desk } = shown;
  const looked = doubts?.looked ?? false;
  // What blocks is mended and not waved through, so looking on is the lesser button then.
  const lesser = looked || doubts?.doubts.some(({ severity }) => severity === 'blocks');
  const remark = desk.remarks.find((note) => note.item === item)?.text ?? '';
  const text = typedOr(shown, { do: 'remark', at: item }, { name: 'text', stands: remark });
  const action = `/review/${desk.draft.id}/note`;
  return (
    <div class="note-forms">
      <form method="post" action={action} class="inline">
        <input type="hidden" name="kind" value="looked" />
        <input type="hidden" name="item" value={item} />
        <button type="submit" class={lesser ? 'quiet' : ''} data-key="l">
          {looked ? 'Looked at ✓ Next' : lesser ? 'Looked at, next' : 'Looks right, next'}
        </button>
      </form>
      <details open={text !== ''}>
        <summary>{remark === '' ? 'Ask for a change' : 'Your remark for the return'}</summary>
        <form method="post" action={action} class="edit">
          <input type="hidden" name="kind" value="remark" />
          <input type="hidden" name="item" value={item} />
          <label for="remark">What should change (goes along when the draft is returned)</label>
          <textarea id="remark" name="text" rows={2} maxlength={4000}>
            {text}
          </textarea>
          <div class="buttons">
            <button type="submit" class="quiet">
              Keep remark
            </button>
          </div>
        </form>
      </details>
    </div>
  );
}
