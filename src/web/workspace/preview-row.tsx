import type { Rubric } from '../../domain/rubric.ts';
import { FieldProblems } from './field-problems.tsx';
import { fieldText } from './field-text.ts';
import { PlaceSelect } from './place-select.tsx';
import { PlanView } from './plan-view.tsx';
import { PreviewFields } from './preview-fields.tsx';
import { type FormRow, keptLook } from './preview-form.ts';

interface RowProps {
  row: FormRow;
  at: number;
  of: number;
  rubric: Rubric;
  /** What an analysis of so many pages costs, in words. */
  costOf: (pages: number) => string;
}

/** One product of the preview: what was understood, each part in a field, with what is wrong beside it. */
export function PreviewRow({ row, at, of, rubric, costOf }: RowProps) {
  const { fields, site, guessed, problems } = row;
  const text = (name: string): string => fieldText(fields[name]);
  const wrong = (...names: string[]) =>
    problems.filter((one) => names.includes(one.field) && !one.known).map(({ message }) => message);
  const known = problems.find((one) => one.known)?.known;
  const whole = wrong('(whole)', 'row');
  const place = fields.layer && fields.category ? `${text('layer')}/${text('category')}` : '';
  return (
    <fieldset class="product" id={`row-${at}`}>
      <legend>{text('name') || text('url') || `Line ${row.line}`}</legend>
      {of > 1 ? (
        <label class="tick">
          <input type="checkbox" name={`row.${at}.pick`} value="1" checked={row.picked} /> Analyse this one
        </label>
      ) : (
        <input type="hidden" name={`row.${at}.pick`} value="1" />
      )}
      <input type="hidden" name={`row.${at}.line`} value={String(row.line)} />
      <input type="hidden" name={`row.${at}.seen`} value={keptLook(row)} />
      <FieldProblems id={`row-${at}-whole`} messages={whole} />
      {known ? (
        <p class="problem">
          This address is that of <a href={`/vendors/${known.slug}/edit`}>{known.name}</a>, which is a product already.
        </p>
      ) : null}
      {site?.kind === 'unseen' ? (
        <p class="problem">
          <strong>{site.reason}</strong> {site.advice}
        </p>
      ) : null}
      <div class="fields">
        <Field
          id={`row-${at}-url`}
          label="Documentation address"
          name={`row.${at}.f.url`}
          value={text('url')}
          problems={wrong('url')}
        />
        <Field
          id={`row-${at}-name`}
          label="Product name"
          hint={guessed.includes('name') ? 'from the page’s title' : ''}
          name={`row.${at}.f.name`}
          value={text('name')}
          problems={wrong('name')}
        />
        <div>
          <label for={`row-${at}-place`}>
            What it is {guessed.includes('category') ? <span class="soft">guessed from its words</span> : null}
          </label>
          <PlaceSelect id={`row-${at}-place`} name={`row.${at}.place`} chosen={place} stack={rubric.stack} />
          <FieldProblems
            id={`row-${at}-place-problem`}
            messages={known ? [] : placeProblems(wrong('layer', 'category'), place)}
          />
        </div>
      </div>
      <PreviewFields row={row} at={at} />
      {site?.kind === 'seen' ? <PlanView site={site} cost={costOf(site.plan.read.most)} /> : null}
      {site === null && problems.length === 0 ? (
        <p class="soft">The site was not looked at in time; it can be analysed all the same, or looked at again.</p>
      ) : null}
    </fieldset>
  );
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  name: string;
  value: string;
  problems: string[];
}

function Field({ id, label, hint, name, value, problems }: FieldProps) {
  const isWrong = problems.length > 0;
  return (
    <div>
      <label for={id}>
        {label} {hint ? <span class="soft">{hint}</span> : null}
      </label>
      <input
        id={id}
        name={name}
        value={value}
        spellcheck={false}
        aria-invalid={isWrong ? 'true' : undefined}
        aria-describedby={isWrong ? `${id}-problem` : undefined}
      />
      <FieldProblems id={`${id}-problem`} messages={problems} />
    </div>
  );
}

/** Nobody has to know what L1 is: an open choice is asked for in words. */
function placeProblems(problems: string[], place: string): string[] {
  return problems.length > 0 && place === '' ? ['Choose what it is.'] : problems;
}
