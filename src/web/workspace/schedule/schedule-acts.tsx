import type { Schedule } from '../../../domain/schedule.ts';

interface ActsProps {
  schedule: Schedule;
  /** What it is about, for those who hear the page. */
  name: string;
  /** The product of the line; absent for a rule. */
  slug?: string;
}

/** What can be done with a line: read now, pause or resume, set anew, and for an own schedule take it away. */
export function ScheduleActs({ schedule, name, slug }: ActsProps) {
  const target = slug === undefined ? schedule.target : `vendor:${slug}`;
  const isOwn = schedule.target === target;
  return (
    <div class="acts">
      {slug === undefined ? null : (
        <Act to="/schedule/run" fields={{ slug }} name={name}>
          Read now
        </Act>
      )}
      <Act
        to="/schedule/pause"
        // Pausing one product of a rule gives it a schedule of its own, with the rhythm it had.
        fields={{
          ...{ target, cadence: schedule.cadence, timeZone: schedule.timeZone },
          paused: schedule.paused ? 'no' : 'yes',
        }}
        name={name}
      >
        {schedule.paused ? 'Resume' : 'Pause'}
      </Act>
      <a href={`/schedule?for=${encodeURIComponent(target)}#set`} aria-label={`Change the schedule of ${name}`}>
        Change
      </a>
      {isOwn ? (
        <Act to="/schedule/remove" fields={{ target }} name={name}>
          Take away
        </Act>
      ) : null}
    </div>
  );
}

interface ActProps {
  to: string;
  fields: Record<string, string>;
  name: string;
  children: string;
}

function Act({ to, fields, name, children }: ActProps) {
  return (
    <form method="post" action={to}>
      {Object.entries(fields).map(([field, value]) => (
        <input type="hidden" name={field} value={value} />
      ))}
      <button type="submit" class="quiet small">
        {children}
        <span class="unseen"> {name}</span>
      </button>
    </form>
  );
}
