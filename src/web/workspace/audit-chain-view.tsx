import type { AuditState } from '../../actions/audit-state.ts';
import type { VerifiedAudit } from '../../actions/verify-audit.ts';
import { moment } from './moment.ts';

interface ChainProps {
  state: AuditState;
  /** Null unless every entry was asked to be checked. */
  verified: VerifiedAudit | null;
}

/** Failures named on the page; `assay verify` names the rest. */
const mostNamed = 50;

/** Whether the log is what was written: what can be told at once, or what reading all of it found. */
export function ChainView({ state, verified }: ChainProps) {
  const { head, checkpoint } = state;
  if (!head && !checkpoint) return <p class="soft">Nothing has been done yet.</p>;
  if (verified)
    return verified.failures.length === 0 ? <Unbroken verified={verified} /> : <Broken verified={verified} />;
  if (checkpoint && !checkpoint.agrees) {
    return (
      <p class="problem" role="alert">
        <strong>The log no longer agrees with its last checkpoint</strong>, of {moment(checkpoint.at)}. Somebody changed
        it outside of Assay. <a href="/audit?check=1">See what does not hold</a>
      </p>
    );
  }
  return (
    <p>
      {counted(head?.sequence ?? 0)}, each bound to the one before it.{' '}
      {checkpoint ? (
        <>
          It agrees with its last checkpoint, of {moment(checkpoint.at)}, when it had {counted(checkpoint.entries)}.
        </>
      ) : (
        'No checkpoint is kept yet; one is kept every day.'
      )}{' '}
      <a href="/audit?check=1">Check every entry</a>
    </p>
  );
}

function Unbroken({ verified: { entries, checkpoints, lastCheckpoint } }: { verified: VerifiedAudit }) {
  return (
    <p class="notice" role="status">
      <strong>Unbroken.</strong>{' '}
      {entries === 1 ? 'The one entry stands' : `All ${entries} entries follow from the one before`}
      {lastCheckpoint
        ? ` and agree with ${checkpoints === 1 ? 'the one checkpoint,' : `all ${checkpoints} checkpoints, the last`} of ${moment(lastCheckpoint.at)}, when it had ${counted(lastCheckpoint.entries)}.`
        : '. No checkpoint is kept yet, so entries cut from the end would not show.'}
    </p>
  );
}

function Broken({ verified: { failures } }: { verified: VerifiedAudit }) {
  return (
    <div class="problem" role="alert">
      <p>
        <strong>Broken.</strong> Somebody changed the log outside of Assay. Compare these with a backup, or with an
        export that was kept elsewhere: <code>assay verify --checkpoint FILE</code>
      </p>
      <ul class="claims">
        {failures.slice(0, mostNamed).map(({ sequence, reason }) => (
          <li>{sequence > 0 ? `Entry ${sequence}: ${reason}.` : `${reason}.`}</li>
        ))}
      </ul>
      {failures.length > mostNamed ? <p>And {failures.length - mostNamed} more.</p> : null}
    </div>
  );
}

function counted(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}
