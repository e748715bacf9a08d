import type { Account, KeptSecret } from '../../domain/account.ts';
import { shortestPassword } from '../../domain/password-fault.ts';
import type { Frame } from '../public/layout.tsx';
import { type FormProblem, ProblemOf, SettingsFrame } from './settings-frame.tsx';
import { SessionList } from './settings-sessions.tsx';
import { TokenSection, type TokensProps } from './settings-tokens.tsx';

export interface SettingsProps extends Omit<TokensProps, 'problem'> {
  frame: Frame;
  account: Account;
  sessions: KeptSecret[];
  /** The id of the session that asks. */
  current: number;
  /** Whether the present password is asked for before another one is set. */
  oldNeeded: boolean;
  problem: FormProblem | null;
  /** What was done, as a sentence. */
  done: string | null;
}

/** A person's own settings: who they are to others, how they get in, and what gets in for them. */
export function SettingsPage(props: SettingsProps) {
  const { frame, account, sessions, current, problem, done } = props;
  return (
    <SettingsFrame frame={frame} here="/settings" title="Your account">
      {done ? (
        <p class="notice" role="status">
          {done}
        </p>
      ) : null}
      <section aria-labelledby="name-title">
        <h2 id="name-title">Who you are</h2>
        <p>
          You sign in as <strong>{account.email}</strong>, with the role {account.role}. Readers see this address under
          what you approve; the name is for the people you work with.
        </p>
        <ProblemOf form="name" problem={problem} />
        <form method="post" action="/settings/name" class="inline-form">
          <label for="name">Name</label>
          <input id="name" name="name" maxlength={80} autocomplete="name" value={account.name} />
          <button type="submit" class="quiet">
            Save
          </button>
        </form>
      </section>
      <PasswordSection {...props} />
      <section aria-labelledby="sessions-title">
        <h2 id="sessions-title">Where you are signed in</h2>
        <SessionList sessions={sessions} current={current} />
      </section>
      <TokenSection {...props} />
    </SettingsFrame>
  );
}

function PasswordSection({ account, oldNeeded, problem }: SettingsProps) {
  return (
    <section aria-labelledby="password-title" id="password">
      <h2 id="password-title">{account.hasPassword ? 'Change your password' : 'Choose a password'}</h2>
      <p>
        {account.hasPassword
          ? 'Changing it ends your sessions in other browsers.'
          : 'With one you sign in by yourself; without, you need a new link from an administrator each time.'}
      </p>
      <ProblemOf form="password" problem={problem} />
      <form method="post" action="/settings/password#password" class="stacked">
        <input type="hidden" name="username" autocomplete="username" value={account.email} />
        {oldNeeded ? (
          <>
            <label for="old">Present password</label>
            <input id="old" name="old" type="password" autocomplete="current-password" required />
          </>
        ) : null}
        <label for="new-password">New password</label>
        <p class="soft" id="password-hint">
          At least {shortestPassword} characters; a few words of your own do well.
        </p>
        <input
          id="new-password"
          name="password"
          type="password"
          autocomplete="new-password"
          required
          minlength={shortestPassword}
          aria-describedby="password-hint"
        />
        <label for="again">New password once more</label>
        <input id="again" name="again" type="password" autocomplete="new-password" required />
        <button type="submit">{account.hasPassword ? 'Change password' : 'Set password'}</button>
      </form>
    </section>
  );
}
