import type { SchedulePreview } from '../../../actions/preview-schedule.ts';
import type { Stack } from '../../../domain/rubric.ts';
import { daysAfterReading } from '../../../domain/schedule.ts';
import type { Vendor } from '../../../domain/vendor.ts';
import type { Refused } from '../../../errors.ts';
import { type Frame, Layout } from '../../public/layout.tsx';
import { hourWords } from './hour-words.ts';
import { type ScheduleFields, ScheduleForm } from './schedule-form.tsx';
import { targetWords } from './target-words.ts';

interface PreviewProps {
  frame: Frame;
  stack: Stack;
  vendors: readonly Vendor[];
  fields: ScheduleFields;
  /** What it would mean; or why it cannot be. */
  preview: SchedulePreview | Refused;
  now: Date;
}

/** A schedule in words before it is kept, with the form below to say it otherwise. */
export function SchedulePreviewPage({ frame, stack, vendors, fields, preview, now }: PreviewProps) {
  return (
    <Layout frame={frame} title="Set a schedule" here="/schedule">
      <p>
        <a href="/schedule">Schedule</a>
      </p>
      <h1>Set a schedule</h1>
      {'words' in preview ? (
        <Words preview={preview} name={targetWords(preview.schedule.target, { stack, vendors })} now={now} />
      ) : (
        <div class="problem" role="alert">
          <p>
            {preview.message} {preview.advice}
          </p>
        </div>
      )}
      <section aria-labelledby="otherwise">
        <h2 id="otherwise">{'words' in preview ? 'Or say it otherwise' : 'Say it otherwise'}</h2>
        <ScheduleForm fields={fields} stack={stack} vendors={vendors} />
      </section>
    </Layout>
  );
}

function Words({ preview, name, now }: { preview: SchedulePreview; name: string; now: Date }) {
  const { schedule, words, upcoming } = preview;
  const isOne = schedule.target.startsWith('vendor:');
  return (
    <div class="notice">
      <p>
        <strong>
          {name} is read again {words}
        </strong>
        , by the clock of {schedule.timeZone}
        {schedule.paused ? '; it stays paused' : ''}.
      </p>
      {upcoming.length > 0 ? (
        <p>
          {isOne ? 'Next' : 'A product of it next'}: {upcoming.map((at) => hourWords(at, now)).join('; ')}.
          {isOne || daysAfterReading(schedule.cadence) !== null
            ? ''
            : ' Each product has its own minute, so that they do not all start at once.'}
        </p>
      ) : null}
      <form method="post" action="/schedule" class="buttons">
        <input type="hidden" name="target" value={schedule.target} />
        <input type="hidden" name="cadence" value={schedule.cadence} />
        <input type="hidden" name="timeZone" value={schedule.timeZone} />
        <button type="submit">Keep it so</button>
      </form>
    </div>
  );
}
