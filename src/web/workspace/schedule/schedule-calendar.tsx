import type { VendorSchedule } from '../../../actions/list-schedules.ts';
import { dayWords } from './hour-words.ts';

const dayMilliseconds = 86_400_000;
const weeks = 4;
/** More names would make one day of the calendar longer than the others together. */
const mostNames = 4;

interface Due {
  name: string;
  slug: string;
  at: string;
}

/** The next four weeks, a row a week from Monday on; on a narrow screen a list of the days on which something is read. */
export function ScheduleCalendar({ items, now }: { items: readonly VendorSchedule[]; now: Date }) {
  const byDay = new Map<string, Due[]>();
  for (const { vendor, upcoming } of items) {
    for (const at of upcoming) {
      const key = at.slice(0, 10);
      byDay.set(key, [...(byDay.get(key) ?? []), { name: vendor.name, slug: vendor.slug, at }]);
    }
  }
  const today = now.toISOString().slice(0, 10);
  const monday = Date.parse(today) - ((new Date(today).getUTCDay() + 6) % 7) * dayMilliseconds;
  const rows = Array.from({ length: weeks + 1 }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) =>
      new Date(monday + (week * 7 + day) * dayMilliseconds).toISOString().slice(0, 10),
    ),
  );
  return (
    <table class="calendar">
      <caption>Days and hours in UTC; of a product that is read several times a day, the first</caption>
      <thead>
        <tr>
          {['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((week) => (
          <tr>
            {week.map((date) => (
              <Day date={date} due={byDay.get(date) ?? []} isToday={date === today} isPast={date < today} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ date, due, isToday, isPast }: { date: string; due: Due[]; isToday: boolean; isPast: boolean }) {
  const sorted = due.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const kind = [isToday ? 'today' : '', isPast ? 'past' : '', due.length === 0 ? 'free' : ''].filter(Boolean).join(' ');
  return (
    <td class={kind}>
      <span class="date">{isToday ? `Today, ${dayWords(date)}` : dayWords(date)}</span>
      {sorted.length > 0 ? (
        <ul>
          {sorted.slice(0, mostNames).map(({ name, at }) => (
            <li>
              <span class="soft">{at.slice(11, 16)}</span> {name}
            </li>
          ))}
          {sorted.length > mostNames ? <li class="soft">and {sorted.length - mostNames} more</li> : null}
        </ul>
      ) : null}
    </td>
  );
}
