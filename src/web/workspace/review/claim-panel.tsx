import type { Claim } from '../../../domain/analysis.ts';
import { ClaimKind } from '../../../domain/closed-lists.ts';
import { Searched } from '../../public/claim-view.tsx';
import { EditForm } from './edit-form.tsx';
import { CitedQuotes } from './quote-list.tsx';
import { mayEdit, type Shown, typedOr } from './shown.ts';

const kinds: Record<ClaimKind, string> = {
  cited: 'Cited: its quotes carry it',
  absence: 'Not found: looked for in vain',
  judgement: 'Judgement: advice, without figures or certificates',
};

/** A statement in focus: its words and kind to edit, and the quotes it rests on. */
export function ClaimPanel({
  shown,
  path,
  claim,
  name,
}: {
  shown: Shown;
  path: string;
  claim: Claim;
  /** What the statement is called where an item has several. */
  name: string;
}) {
  const form = { do: 'write', at: path };
  const id = `text-${path.replaceAll('.', '-')}`;
  const kind = typedOr(shown, form, { name: 'kind', stands: claim.kind });
  return (
    <div class="part">
      {mayEdit(shown) ? (
        <EditForm shown={shown} does="write" at={path}>
          <label for={id}>{name}</label>
          <textarea id={id} name="text" rows={4} maxlength={4000}>
            {typedOr(shown, form, { name: 'text', stands: claim.text })}
          </textarea>
          <label for={`${id}-kind`}>Rests on</label>
          <select id={`${id}-kind`} name="kind">
            {ClaimKind.options.map((value) => (
              <option value={value} selected={value === kind}>
                {kinds[value]}
              </option>
            ))}
          </select>
          <div class="buttons">
            <button type="submit">Save</button>
            {claim.origin === 'person' ? <span class="soft">Written by a person.</span> : null}
          </div>
        </EditForm>
      ) : (
        <p>{claim.text}</p>
      )}
      {claim.kind === 'absence' ? <Searched item={claim} reading={shown.reading} /> : null}
      <CitedQuotes shown={shown} at={path} citations={claim.citations} />
    </div>
  );
}
