import { editableLists, listItemAt } from '../../../domain/edit-lists.ts';
import { EditForm } from './edit-form.tsx';
import { mayEdit, type Shown, typedOr } from './shown.ts';

/** The fields of a list's entry that are no statements, and taking the entry out. */
export function EntryFields({ shown, item }: { shown: Shown; item: string }) {
  const entry = listItemAt(item);
  const value = entry?.list.of(shown.desk.draft.analysis)[entry.index] as Record<string, unknown> | undefined;
  if (!entry || !value || !mayEdit(shown)) return null;
  const plain = entry.list.fields.filter(({ claim }) => !claim);
  return (
    <>
      {plain.length > 0 ? (
        <EditForm shown={shown} does="fields" at={item}>
          {plain.map((field) => (
            <Field
              shown={shown}
              form={{ do: 'fields', at: item }}
              field={{ ...field, stands: String(value[field.name] ?? '') }}
            />
          ))}
          <div class="buttons">
            <button type="submit">Save</button>
          </div>
        </EditForm>
      ) : null}
      <EditForm shown={shown} does="remove" at={item}>
        <div class="buttons">
          <button type="submit" class="quiet small">
            Take this {entry.list.item.toLowerCase()} out
          </button>
        </div>
      </EditForm>
    </>
  );
}

/** What a section holds, each with its way into focus, and the form of a new entry. */
export function SectionPanel({ shown, item }: { shown: Shown; item: string }) {
  const list = editableLists[item];
  if (!list) return null;
  if (!mayEdit(shown) || list.fields.length === 0) return null;
  return (
    <EditForm shown={shown} does="add" at={item}>
      <h3>Add a {list.item.toLowerCase()}</h3>
      {list.fields.map((field) => (
        <Field shown={shown} form={{ do: 'add', at: item }} field={{ ...field, stands: '' }} />
      ))}
      <p class="soft">A new statement is judgement until a sentence of the pages is used as its evidence.</p>
      <div class="buttons">
        <button type="submit">Add</button>
      </div>
    </EditForm>
  );
}

interface FieldProps {
  shown: Shown;
  form: { do: string; at: string };
  field: { name: string; label: string; options?: readonly string[]; stands: string };
}

function Field({ shown, form, field }: FieldProps) {
  const name = `field.${field.name}`;
  const id = `${form.do}-${field.name}`;
  const value = typedOr(shown, form, { name, stands: field.stands });
  const options = field.name === 'dimension' ? dimensionIds(shown) : field.options;
  return (
    <>
      <label for={id}>{field.label}</label>
      {options ? (
        <select id={id} name={name}>
          {options.map((option) => (
            <option value={option} selected={option === value}>
              {option}
            </option>
          ))}
        </select>
      ) : (
        <textarea id={id} name={name} rows={2} maxlength={4000}>
          {value}
        </textarea>
      )}
    </>
  );
}

function dimensionIds({ desk }: Shown): string[] {
  const { inpact, goals } = desk.draft.analysis.frameworks;
  return [...inpact.dimensions, ...goals.dimensions].map(({ id }) => id);
}
