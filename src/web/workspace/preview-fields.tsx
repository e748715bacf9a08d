import { licenceDoubt } from '../../domain/licence-doubt.ts';
import { entryTypeWords, priceWords } from '../../domain/vendor-words.ts';
import { FieldProblems } from './field-problems.tsx';
import { fieldText } from './field-text.ts';
import { type FormRow, plainFields } from './preview-form.ts';

/** A field of a product that may stay empty. */
interface Optional {
  name: string;
  label: string;
  hint: string;
  /** What can be chosen, where it is a choice. */
  words?: Readonly<Record<string, string>>;
}

const { unknown: _, ...prices } = priceWords;

/** What readers see beside every analysis. */
const shownFields: readonly Optional[] = [
  { name: 'licence', label: 'Licence', hint: 'such as Apache-2.0' },
  { name: 'price', label: 'Price', hint: '', words: prices },
  { name: 'priceNote', label: 'Note on the price', hint: '24 characters' },
];

/** What hardly any product needs. */
const furtherFields: readonly Optional[] = [
  { name: 'homepage', label: 'Website', hint: 'else that of the documentation' },
  { name: 'entryType', label: 'Kind', hint: '', words: entryTypeWords },
  { name: 'slug', label: 'Its name in addresses', hint: 'else from its name' },
  { name: 'sources', label: 'Further documentation addresses', hint: '' },
  { name: 'include', label: 'Read only', hint: 'such as /docs/*' },
  { name: 'exclude', label: 'Never read', hint: 'such as /blog/*' },
];

interface FieldsProps {
  row: FormRow;
  at: number;
}

/** What may be said of a product besides its address, name and place; what a list names beyond that stands there, too. */
export function PreviewFields({ row, at }: FieldsProps) {
  const known = new Set([...plainFields, ...[...shownFields, ...furtherFields].map(({ name }) => name)]);
  const strange = [...new Set([...Object.keys(row.fields), ...row.problems.map(({ field }) => field)])]
    .filter((name) => !known.has(name) && /^[A-Za-z]+$/.test(name) && name !== 'row')
    .map((name) => ({ name, label: name, hint: 'not a field of a product: empty it to leave it out' }));
  const isUsed = furtherFields.some(
    ({ name }) => fieldText(row.fields[name]) !== '' || messagesAt(row, name).length > 0,
  );
  return (
    <>
      <div class="fields">
        {[...shownFields, ...strange].map((field) => (
          <OptionalField field={field} row={row} at={at} />
        ))}
      </div>
      <details open={isUsed}>
        <summary>Website, kind, and which addresses are read</summary>
        <div class="fields">
          {furtherFields.map((field) => (
            <OptionalField field={field} row={row} at={at} />
          ))}
        </div>
      </details>
    </>
  );
}

function OptionalField({ field: { name, label, hint, words }, row, at }: FieldsProps & { field: Optional }) {
  const id = `row-${at}-${name}`;
  const value = fieldText(row.fields[name]);
  const messages = messagesAt(row, name);
  const doubt = name === 'licence' && messages.length === 0 ? licenceDoubt(value) : null;
  const marks = {
    'aria-invalid': messages.length > 0 ? ('true' as const) : undefined,
    'aria-describedby': messages.length > 0 ? `${id}-problem` : doubt ? `${id}-doubt` : undefined,
  };
  return (
    <div>
      <label for={id}>
        {label} {hint ? <span class="soft">{hint}</span> : null}
      </label>
      {words ? (
        <Choice id={id} name={`row.${at}.f.${name}`} value={value} words={words} marks={marks} />
      ) : (
        <input id={id} name={`row.${at}.f.${name}`} value={value} spellcheck={false} {...marks} />
      )}
      <FieldProblems id={`${id}-problem`} messages={messages} />
      {doubt ? (
        <p class="soft" id={`${id}-doubt`}>
          {doubt}
        </p>
      ) : null}
    </div>
  );
}

interface ChoiceProps {
  id: string;
  name: string;
  value: string;
  words: Readonly<Record<string, string>>;
  marks: { 'aria-invalid': 'true' | undefined; 'aria-describedby': string | undefined };
}

/** A choice that may be left open. What a list named and is none of them stays, so that it can be seen and mended. */
function Choice({ id, name, value, words, marks }: ChoiceProps) {
  const isStrange = value !== '' && value !== 'unknown' && !(value in words);
  return (
    <select id={id} name={name} {...marks}>
      <option value="">Not entered</option>
      {isStrange ? (
        <option value={value} selected>
          {value}
        </option>
      ) : null}
      {Object.entries(words).map(([option, text]) => (
        <option value={option} selected={value === option ? true : undefined}>
          {text}
        </option>
      ))}
    </select>
  );
}

function messagesAt({ problems }: FormRow, name: string): string[] {
  return problems.filter(({ field, known }) => field === name && !known).map(({ message }) => message);
}
