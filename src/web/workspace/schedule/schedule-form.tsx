import type { Stack } from '../../../domain/rubric.ts';
import { presets } from '../../../domain/schedule.ts';
import type { Vendor } from '../../../domain/vendor.ts';
import { rhythmWords } from './rhythm-words.ts';

/** What was chosen so far, by the names of the form's fields. */
export interface ScheduleFields {
  target: string;
  /** A preset, or `other` for what `own` says. */
  rhythm: string;
  own: string;
  timeZone: string;
}

interface FormProps {
  fields: ScheduleFields;
  stack: Stack;
  vendors: readonly Vendor[];
}

/** Who is read again, how often, and by whose clock. What it says is shown in words before it is kept. */
export function ScheduleForm({ fields, stack, vendors }: FormProps) {
  return (
    <form method="get" action="/schedule/set" class="stacked" id="set">
      <label for="target">What is read again</label>
      <select id="target" name="target">
        <Choice value="all" chosen={fields.target}>
          Everything without a nearer schedule
        </Choice>
        <optgroup label="Layers">
          {stack.layers.map(({ id, name }) => (
            <Choice value={`layer:${id}`} chosen={fields.target}>
              {`${id} ${name}`}
            </Choice>
          ))}
        </optgroup>
        {vendors.length > 0 ? (
          <optgroup label="Products">
            {vendors.map(({ slug, name }) => (
              <Choice value={`vendor:${slug}`} chosen={fields.target}>
                {name}
              </Choice>
            ))}
          </optgroup>
        ) : null}
      </select>
      <label for="rhythm">How often</label>
      <select id="rhythm" name="rhythm">
        {presets.map((preset) => (
          <Choice value={preset} chosen={fields.rhythm}>
            {rhythmWords[preset]}
          </Choice>
        ))}
        <Choice value="other" chosen={fields.rhythm}>
          {rhythmWords.other}
        </Choice>
      </select>
      <label for="own">Written out, for “as written below”</label>
      <input id="own" name="own" value={fields.own} maxlength={100} aria-describedby="own-help" spellcheck={false} />
      <p class="soft" id="own-help">
        “after 30 days” counts from the end of the last reading; “0 4 * * 1” is cron: minute, hour, day of the month,
        month, day of the week.
      </p>
      <label for="time-zone">Whose clock</label>
      <input id="time-zone" name="timeZone" value={fields.timeZone} maxlength={64} aria-describedby="zone-help" />
      <p class="soft" id="zone-help">
        A name such as Europe/Zurich, or UTC. Summer time is kept.
      </p>
      <button type="submit">Preview</button>
    </form>
  );
}

function Choice({ value, chosen, children }: { value: string; chosen: string; children: string }) {
  return (
    <option value={value} selected={value === chosen ? true : undefined}>
      {children}
    </option>
  );
}
