import type { Account } from '../../domain/account.ts';
import { Role } from '../../domain/closed-lists.ts';
import type { Frame } from '../public/layout.tsx';
import { Table } from '../public/table.tsx';
import { LastUse } from './last-use.tsx';
import { type FormProblem, ProblemOf, SettingsFrame, ShownOnce } from './settings-frame.tsx';

export interface PeopleProps {
  frame: Frame;
  accounts: Account[];
  /** A one-time link just made, and for whom. */
  made: { email: string; link: string } | null;
  typed: { email: string; role: string };
  problem: FormProblem | null;
  done: string | null;
}

const roleWords: Record<Role, string> = {
  reader: 'reads drafts and runs',
  editor: 'also adds products, starts analyses and edits drafts',
  reviewer: 'also approves, returns, rejects and withdraws',
  admin: 'also lets people in and sees how the server is set',
};

/** Who works here: roles, ways in, and the way out. */
export function SettingsPeoplePage({ frame, accounts, made, typed, problem, done }: PeopleProps) {
  const closed = accounts.filter(({ active }) => !active);
  return (
    <SettingsFrame frame={frame} here="/settings/people" title="People">
      {done ? (
        <p class="notice" role="status">
          {done}
        </p>
      ) : null}
      {made ? (
        <ShownOnce title={`A sign-in link for ${made.email}`} secret={made.link}>
          Send it to them yourself; it is not shown again. It works once, within a day. Then they can choose a password.
        </ShownOnce>
      ) : null}
      <ProblemOf form="person" problem={problem} />
      <Table
        head={['Person', 'Role', 'Last here', 'Way in', '']}
        rows={accounts
          .filter(({ active }) => active)
          .map((account) => [
            <Named account={account} />,
            <RoleForm account={account} />,
            <LastUse at={account.lastUsedAt} />,
            <WayIn account={account} />,
            account.email === frame.person?.email ? <span class="soft">you</span> : <Leaving account={account} />,
          ])}
      />
      {closed.length > 0 ? (
        <>
          <h2>Deactivated</h2>
          <Table
            head={['Person', 'Role', '']}
            rows={closed.map((account) => [
              <Named account={account} />,
              account.role,
              <form method="post" action="/settings/people/active">
                <input type="hidden" name="email" value={account.email} />
                <input type="hidden" name="active" value="1" />
                <button type="submit" class="quiet small" aria-label={`Activate ${account.email}`}>
                  Activate
                </button>
              </form>,
            ])}
          />
        </>
      ) : null}
      <h2>Let somebody in</h2>
      <ProblemOf form="add" problem={problem} />
      <form method="post" action="/settings/people" class="stacked">
        <label for="new-email">E-mail address</label>
        <input id="new-email" name="email" type="email" required maxlength={320} value={typed.email} />
        <label for="new-role">Role</label>
        <select id="new-role" name="role">
          {Role.options.map((role) => (
            <option value={role} selected={role === typed.role}>
              {`${role}: ${roleWords[role]}`}
            </option>
          ))}
        </select>
        <button type="submit">Add and make a sign-in link</button>
      </form>
    </SettingsFrame>
  );
}

function Named({ account: { name, email } }: { account: Account }) {
  if (name === '') return <>{email}</>;
  return (
    <>
      {name} <span class="soft">{email}</span>
    </>
  );
}

function RoleForm({ account }: { account: Account }) {
  return (
    <form method="post" action="/settings/people/role" class="cell-form">
      <input type="hidden" name="email" value={account.email} />
      <select name="role" aria-label={`Role of ${account.email}`}>
        {Role.options.map((role) => (
          <option value={role} selected={role === account.role}>
            {role}
          </option>
        ))}
      </select>
      <button type="submit" class="quiet small" aria-label={`Change the role of ${account.email}`}>
        Change
      </button>
    </form>
  );
}

function WayIn({ account }: { account: Account }) {
  return (
    <form method="post" action="/settings/people/link" class="cell-form">
      <input type="hidden" name="email" value={account.email} />
      <span>{account.hasPassword ? 'password' : 'links only'}</span>
      <button type="submit" class="quiet small" aria-label={`Make a link for ${account.email} to sign in`}>
        Make a link
      </button>
    </form>
  );
}

/** In two steps: what it ends cannot be brought back. */
function Leaving({ account }: { account: Account }) {
  return (
    <details>
      <summary aria-label={`Deactivate ${account.email}`}>Deactivate</summary>
      <form method="post" action="/settings/people/active">
        <input type="hidden" name="email" value={account.email} />
        <input type="hidden" name="active" value="0" />
        <p>Ends their sessions and tokens at once. What they did stays under their address.</p>
        <button type="submit" class="small">
          Deactivate {account.email}
        </button>
      </form>
    </details>
  );
}
