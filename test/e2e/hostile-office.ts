import { loginLink, makeSecret } from '../../src/actions/accounts.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import { people, type TestOffice } from '../actions/office.ts';
import { publish } from '../actions/quillstore.ts';
import { type Walked, walkedDraft } from '../actions/walked-draft.ts';
import { aReservation, aSettlement, noCaps } from '../contract/sample-calls.ts';
import { aReview } from '../contract/sample-records.ts';
import type { Filled } from './filled-office.ts';

/** Gives a text for a place that somebody outside can fill; no longer than asked. */
export type Filler = (longest?: number) => string;

/** Every key of a record whose value somebody outside wrote, or that shows it. */
const free = /^(text|quote|title|name|note|licence|why|message|test|passes|target|found)$/;
/** Addresses are parsed before they are stored: what is hostile in them stands behind a host. */
const address = /^(url|homepage)$/;

/** An office whose every sink was filled by strangers: past the rules that refuse such texts, as if one had been missed. */
export async function hostileOffice(desk: TestOffice, walked: Walked, fill: Filler): Promise<Filled> {
  const { store } = desk.office;
  const soiled = soil(walked, fill);
  const first = await walkedDraft(desk, soiled);
  const review = { ...aReview(first), reason: fill() };
  await store.drafts.decide(review);
  await publish(desk, review);
  const gone = await walkedDraft(desk, soiled);
  const approval = aReview(gone);
  await store.drafts.decide(approval);
  await publish(desk, approval);
  await store.publications.withdraw(gone.slug, { reason: fill(), by: people.reviewer.email, at: approval.decidedAt });
  const back = await walkedDraft(desk, soiled);
  const items = [{ path: 'strengths.0', reason: fill() }];
  await store.drafts.decide({ ...aReview(back, 'returned'), reason: fill(), items });
  const waiting = await walkedDraft(desk, soiled);
  const note = {
    draftId: waiting.id,
    kind: 'remark' as const,
    item: 'strengths.0',
    seen: waiting.contentDigest,
    person: people.admin.email,
  };
  await store.drafts.note({ ...note, text: fill(), at: approval.decidedAt });
  const edits = [{ do: 'write', at: 'summary', text: fill(3_900), reason: fill(3_900) }];
  const edited = await editDraft(
    desk.office,
    { draftId: waiting.id, seen: waiting.contentDigest, patch: { edits } },
    people.editor,
  );
  const asked = { slug: first.slug, cause: 'manual', again: true, offline: false, budgetUsd: 2 } as const;
  const { run } = await startRun(desk.office, asked, people.editor);
  await store.journal.append([
    { runId: run.id, at: approval.decidedAt, stage: 'fetch', kind: 'progress', text: fill(), detail: { url: fill() } },
    {
      runId: run.id,
      at: approval.decidedAt,
      stage: 'fetch',
      kind: 'page',
      text: fill(),
      detail: { url: fill(), outcome: 'gone' },
    },
  ]);
  await makeSecret(desk.office, { kind: 'token', label: fill(80) }, people.admin);
  await makeSecret(desk.office, { kind: 'session', label: 'link', browser: fill(80) }, people.admin);
  return {
    published: first.slug,
    withdrawn: gone.slug,
    waiting: edited,
    returned: back.id,
    run: run.id,
    call: await hostileCall(desk, run.id, fill),
    link: await loginLink(desk.office, people.reviewer.email, { person: people.admin, through: null }),
  };
}

async function hostileCall({ office }: TestOffice, runId: string, fill: Filler): Promise<string> {
  const plain = aReservation();
  const messages = [
    { role: 'system' as const, content: fill() },
    { role: 'user' as const, content: fill() },
  ];
  const answer = await office.store.ledger.reserve({
    ...plain,
    runId,
    subject: fill(200),
    request: { ...plain.request, messages },
    caps: { ...noCaps, runUsd: 2 },
    at: '2026-03-01T10:00:00.000Z',
  });
  if (answer.kind !== 'reserved') throw new Error(`not reserved: ${answer.kind}`);
  const usage = { inputTokens: null, outputTokens: null };
  const reply = { text: fill(), model: 'm', finishReason: 'length', reason: fill(200), usage };
  await office.store.ledger.settle(answer.callId, aSettlement({ outcome: 'truncated', reason: fill(200), reply }));
  return answer.callId;
}

/** The records with a stranger's text in every place; what numbers and digests point at stays. */
function soil(walked: Walked, fill: Filler): Walked {
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return text(value, key);
    if (Array.isArray(value)) return value.map((item) => visit(item, key === 'searched' ? 'url' : key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(item, name)]));
  };
  const text = (value: string, key: string): string => {
    if (address.test(key)) return `https://docs.product.example/${fill(300)}`;
    if (key === 'note') return fill(24);
    return free.test(key) || key === 'headings' ? fill() : value;
  };
  // The rest of the page is left out to keep this quick: a few of each list show the same.
  const whole = walked.draft.analysis;
  const brief: Analysis = {
    ...whole,
    strengths: whole.strengths.slice(0, 2),
    integrations: [{ name: 'x', slug: null, citations: whole.strengths[0]?.citations ?? [] }],
    alternatives: [{ name: 'x', slug: null, reason: whole.summary }],
    flags: [{ kind: 'stale-citation', severity: 'warns', target: 'summary', message: 'x' }],
  };
  const analysis = visit(brief, '') as Analysis;
  analysis.flags = analysis.flags.map((flag) => ({ ...flag, target: 'summary' }));
  const corpus = { ...walked.corpus, pages: visit(walked.corpus.pages, '') as typeof walked.corpus.pages };
  corpus.passages = walked.corpus.passages.map((passage) => ({
    ...passage,
    // Words that the search of the screen finds, in front.
    text: `Backup of ${fill(800)}`,
    headings: [fill(200)],
  }));
  const evidence = structuredClone(walked.evidence);
  evidence.checks = visit(evidence.checks, '') as typeof evidence.checks;
  return { corpus, evidence, draft: { ...walked.draft, analysis, contentDigest: contentDigest(analysis) } };
}
