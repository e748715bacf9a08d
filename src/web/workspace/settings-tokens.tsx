import type { KeptSecret } from '../../domain/account.ts';
import { localTokenNote } from '../../domain/local-token.ts';
import { type Scope, scopeWords } from '../../domain/scope.ts';
import { day } from '../public/reading.ts';
import { Table } from '../public/table.tsx';
import { LastUse } from './last-use.tsx';
import { type FormProblem, ProblemOf, ShownOnce } from './settings-frame.tsx';

export interface TokensProps {
  tokens: KeptSecret[];
  /** The scopes that the person's role can use. */
  offered: Scope[];
  /** A token just made, in clear. */
  made: { label: string; token: string } | null;
  /** What was typed into the form for a new one. */
  typed: { label: string; scopes: string[]; days: string };
  problem: FormProblem | null;
}

/** Days that a token may live, with the names people give them. */
const lives: readonly [days: string, name: string][] = [
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'a year'],
];

/** A person's tokens, the form for a new one, and one that was just made. */
export function TokenSection({ tokens, offered, made, typed, problem }: TokensProps) {
  return (
    <section aria-labelledby="tokens-title" id="tokens">
      <h2 id="tokens-title">Tokens for programs</h2>
      <p>
        A token lets a program use the <a href="/api/openapi.json">API</a>, or <code>assay</code> on another machine, in
        your name. It never can do more than your role.
      </p>
      {made ? (
        <ShownOnce title={`The token “${made.label}”`} secret={made.token}>
          Copy it now: only its digest is kept, so it cannot be shown again. The command line takes it as{' '}
          <code>ASSAY_TOKEN</code>, with this server’s address as <code>ASSAY_URL</code>.
        </ShownOnce>
      ) : null}
      {tokens.length > 0 ? (
        <Table
          head={['Name', 'May', 'Last used', 'Expires', '']}
          rows={tokens.map((token) => [
            <TokenName label={token.label} />,
            token.scopes.join(', '),
            <LastUse at={token.lastUsedAt} />,
            day(token.expiresAt),
            <form method="post" action="/settings/tokens/end">
              <input type="hidden" name="id" value={String(token.id)} />
              <button type="submit" class="quiet small" aria-label={`Revoke the token ${token.label}`}>
                Revoke
              </button>
            </form>,
          ])}
        />
      ) : null}
      <h3>New token</h3>
      <ProblemOf form="token" problem={problem} />
      <form method="post" action="/settings/tokens#tokens" class="stacked">
        <label for="token-label">What it is for</label>
        <input id="token-label" name="label" required maxlength={80} placeholder="nightly import" value={typed.label} />
        <fieldset class="ticks">
          <legend>What it may do</legend>
          {offered.map((scope) => (
            <label>
              <input type="checkbox" name={`scope.${scope}`} value="1" checked={typed.scopes.includes(scope)} />
              <span>
                <code>{scope}</code> {scopeWords[scope]}
              </span>
            </label>
          ))}
        </fieldset>
        <label for="token-days">How long it works</label>
        <select id="token-days" name="days">
          {lives.map(([days, name]) => (
            <option value={days} selected={days === typed.days}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit">Make the token</button>
      </form>
    </section>
  );
}

function TokenName({ label }: { label: string }) {
  const note = localTokenNote(label);
  return (
    <>
      {label}
      {note ? <span class="soft token-note">{note}</span> : null}
    </>
  );
}
