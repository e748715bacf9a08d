import type { KeptSecret } from '../../domain/account.ts';
import { day } from '../public/reading.ts';
import { Table } from '../public/table.tsx';
import { LastUse } from './last-use.tsx';

/** The sessions of a person, the one that asks first, each with the way to end it. */
export function SessionList({ sessions, current }: { sessions: KeptSecret[]; current: number }) {
  const others = sessions.filter(({ id }) => id !== current);
  const own = sessions.filter(({ id }) => id === current);
  return (
    <>
      <Table
        head={['Browser', 'Signed in', 'Last used', 'Ends', '']}
        rows={[...own, ...others].map((session) => [
          session.browser || 'Not told',
          `${day(session.startedAt)}${['link', 'password'].includes(session.label) ? `, by ${session.label}` : ''}`,
          session.id === current ? 'now, this is the one' : <LastUse at={session.lastUsedAt} />,
          day(session.expiresAt),
          session.id === current ? null : (
            <form method="post" action="/settings/sessions/end">
              <input type="hidden" name="id" value={String(session.id)} />
              <button type="submit" class="quiet small" aria-label={`End the session of ${session.browser}`}>
                End
              </button>
            </form>
          ),
        ])}
      />
      {others.length > 1 ? (
        <form method="post" action="/settings/sessions/end" class="buttons">
          <input type="hidden" name="id" value="others" />
          <button type="submit" class="quiet">
            End all {others.length} others
          </button>
        </form>
      ) : null}
    </>
  );
}
