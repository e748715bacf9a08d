import type { VendorSchedule } from '../../../actions/list-schedules.ts';
import { may } from '../../../domain/person.ts';
import type { Stack } from '../../../domain/rubric.ts';
import type { Schedule } from '../../../domain/schedule.ts';
import type { Vendor } from '../../../domain/vendor.ts';
import { type Frame, Layout } from '../../public/layout.tsx';
import { day } from '../../public/reading.ts';
import { Table } from '../../public/table.tsx';
import { hourWords } from './hour-words.ts';
import { LastResult } from './last-result.tsx';
import { ScheduleActs } from './schedule-acts.tsx';
import { ScheduleCalendar } from './schedule-calendar.tsx';
import { type ScheduleFields, ScheduleForm } from './schedule-form.tsx';
import { targetWords } from './target-words.ts';

/** A product that could not be read so often in a row that somebody should look. */
export interface Unread {
  slug: string;
  name: string;
  times: number;
  since: string;
  reason: string;
  runId: string;
  /** The version that readers see meanwhile; null where none is public. */
  version: number | null;
}

interface SchedulePageProps {
  frame: Frame;
  stack: Stack;
  items: VendorSchedule[];
  /** Schedules of layers and of everything, with their cadence in words. */
  rules: (Schedule & { words: string })[];
  vendors: readonly Vendor[];
  unread: Unread[];
  fields: ScheduleFields;
  now: Date;
}

/** What is read again when, what came of it, and everything that can be set about it. */
export function SchedulePage(props: SchedulePageProps) {
  const { frame, items, unread, now } = props;
  const overdue = items.filter(({ dueAt }) => dueAt !== null && Date.parse(dueAt) <= now.getTime());
  const acts = frame.person !== null && may(frame.person, 'enqueue');
  return (
    <Layout frame={frame} title="Schedule" here="/schedule">
      <h1>Schedule</h1>
      {unread.map((each) => (
        <UnreadAlert unread={each} />
      ))}
      {items.length === 0 ? (
        <Nothing acts={acts} />
      ) : (
        <>
          <DueTable {...props} acts={acts} />
          {acts && overdue.length > 0 ? (
            <form method="post" action="/schedule/due">
              <button type="submit" class="quiet">
                Start the {overdue.length === 1 ? 'one that is' : `${overdue.length} that are`} due now
              </button>
            </form>
          ) : null}
        </>
      )}
      {items.length > 0 ? (
        <section aria-labelledby="weeks-title">
          <h2 id="weeks-title">The next four weeks</h2>
          <ScheduleCalendar items={items} now={now} />
        </section>
      ) : null}
      {props.rules.length > 0 ? <Rules {...props} acts={acts} /> : null}
      {acts ? (
        <section aria-labelledby="set-title">
          <h2 id="set-title">Set a schedule</h2>
          <ScheduleForm fields={props.fields} stack={props.stack} vendors={props.vendors} />
        </section>
      ) : null}
    </Layout>
  );
}

function UnreadAlert({ unread: { slug, name, times, since, reason, runId, version } }: { unread: Unread }) {
  return (
    <div class="problem" role="alert">
      <p>
        <strong>
          {name} could not be read {times} times in a row since {day(since)}.
        </strong>{' '}
        {reason} {version === null ? '' : `Version ${version} stays public as it is.`}
      </p>
      <p>
        <a href={`/runs/${runId}`}>See the last try</a> · <a href={`/vendors/${slug}/edit`}>Correct its addresses</a>
      </p>
    </div>
  );
}

function Nothing({ acts }: { acts: boolean }) {
  return (
    <div class="empty">
      <h2>Nothing is read again by itself</h2>
      <p>
        {acts
          ? 'Set a rhythm below, for everything or for one product. A page that did not change costs a request and no draft.'
          : 'An editor sets how often which product is read again.'}
      </p>
    </div>
  );
}

type Acting = SchedulePageProps & { acts: boolean };

function DueTable({ items, stack, vendors, acts, now }: Acting) {
  return (
    <Table
      head={['Product', 'Is read again', 'Due', 'Last time', ...(acts ? [''] : [])]}
      rows={items.map(({ vendor, schedule, words, dueAt, streak }) => [
        vendor.name,
        <>
          {words}
          {schedule.timeZone === 'UTC' ? null : `, by the clock of ${schedule.timeZone}`}
          {schedule.target.startsWith('vendor:') ? null : (
            <span class="soft"> (as {lowerFirst(targetWords(schedule.target, { stack, vendors }))})</span>
          )}
        </>,
        dueAt === null ? 'Paused' : hourWords(dueAt, now),
        <LastResult streak={streak} />,
        ...(acts ? [<ScheduleActs schedule={schedule} slug={vendor.slug} name={vendor.name} />] : []),
      ])}
    />
  );
}

function Rules({ rules, stack, vendors, acts }: Acting) {
  return (
    <section aria-labelledby="rules-title">
      <h2 id="rules-title">Rules</h2>
      <p class="lead">
        The nearest one holds: a product’s own before its layer’s, that before the one for everything else.
      </p>
      <Table
        head={['For', 'Is read again', 'By the clock of', 'Set by', ...(acts ? [''] : [])]}
        rows={rules.map((rule) => [
          targetWords(rule.target, { stack, vendors }),
          rule.paused ? `${rule.words}; paused` : rule.words,
          rule.timeZone,
          `${rule.setBy}, ${day(rule.updatedAt)}`,
          ...(acts ? [<ScheduleActs schedule={rule} name={targetWords(rule.target, { stack, vendors })} />] : []),
        ])}
      />
    </section>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
