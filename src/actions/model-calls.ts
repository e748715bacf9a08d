import type { HarvestPart } from '../domain/evidence.ts';
import type { ModelCall, ModelExchange } from '../domain/model-call.ts';
import type { RunStatus } from '../domain/run.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { knownRun } from './change-run.ts';

/** A whole analysis makes about sixty calls; this holds many tries of it. */
const mostShown = 2_000;

type Ledger = Pick<Office, 'store'>;

/** The calls of a run, oldest first, 2,000 at most. Throws `Refused` (404) for an unknown run. */
export async function callsOf(office: Ledger, runId: string): Promise<ModelCall[]> {
  await knownRun(office, runId);
  const calls: ModelCall[] = [];
  let after: string | null = null;
  do {
    const page: { items: ModelCall[]; next: string | null } = await office.store.ledger.calls(runId, {
      limit: 500,
      after,
    });
    calls.push(...page.items);
    after = page.next;
  } while (after !== null && calls.length < mostShown);
  return calls;
}

/** What became of the quotes of a harvest call's reply; null for other calls, and until the run's evidence is made. */
export async function partOf(
  { store }: Ledger,
  run: Pick<RunStatus, 'draftId' | 'stage' | 'recordId'>,
  { task, subject, outcome }: Pick<ModelCall, 'task' | 'subject' | 'outcome'>,
): Promise<HarvestPart | null> {
  if (task !== 'harvest' || outcome !== 'reply') return null;
  const made = run.draftId ? await store.drafts.evidence(run.draftId) : null;
  const evidence = made ?? (run.stage === 'draft' ? await store.records.evidence(run.recordId) : null);
  return evidence?.harvest?.parts.find((part) => part.subject === subject) ?? null;
}

/** One call of a run with its prompt and reply. Throws `Refused` (404). */
export async function knownCall(
  office: Ledger,
  runId: string,
  callId: string,
): Promise<{ call: ModelCall; exchange: ModelExchange }> {
  const call = (await callsOf(office, runId)).find(({ id }) => id === callId);
  if (!call) {
    throw new Refused({
      status: 404,
      code: 'unknown-call',
      message: `Run ${runId} has no call "${callId}".`,
      advice: 'Look at the run: its page lists the calls.',
    });
  }
  return { call, exchange: await knownExchange(office, call.requestDigest) };
}

/** A request to a model and its reply. Throws `Refused` (404) where it was never asked. */
export async function knownExchange(office: Ledger, requestDigest: string): Promise<ModelExchange> {
  const exchange = await office.store.ledger.exchange(requestDigest);
  if (exchange) return exchange;
  throw new Refused({
    status: 404,
    code: 'unknown-request',
    message: `No model was asked the request ${requestDigest}.`,
    advice: 'Take the digest from a call of a run: GET /api/runs/{id}/calls.',
  });
}
