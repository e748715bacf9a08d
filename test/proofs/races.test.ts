import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignDraft } from '../../src/actions/assign-draft.ts';
import { decide } from '../../src/actions/decide.ts';
import { claimDraft } from '../../src/actions/desk-draft.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { openCalendar } from '../../src/adapters/calendar/open-calendar.ts';
import { openPasswords } from '../../src/adapters/passwords.ts';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { type OpenedStore, openStore } from '../../src/adapters/store/open-store.ts';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Person } from '../../src/domain/person.ts';
import { Refused } from '../../src/errors.ts';
import type { Office } from '../../src/ports.ts';
import { people } from '../actions/office.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';
import { onBothDatabases, type ProofGround } from './databases.ts';
import { seeded } from './seeded.ts';
import { thinAnalysis } from './thin-analysis.ts';

const soak = process.env.ASSAY_SOAK === '1';
/** On each database. */
const races = soak ? 450 : 50;

type Desk = Office & { fourEyes: boolean };
/** What one of those who race does, with the office of a process of its own. */
type Contender = (office: Desk, draft: Draft, person: Person) => Promise<unknown>;

const decides =
  (verdict: 'approved' | 'rejected' | 'returned'): Contender =>
  (office, { id, revision, contentDigest: seen }, person) =>
    decide(
      office,
      {
        draftId: id,
        decision: { verdict, revision, contentDigest: seen, reason: verdict === 'approved' ? '' : 'No.' },
      },
      person,
    );

const edits: Contender = (office, { id, contentDigest: seen }, person) => {
  const text = `Nothing was found on this product, says ${person.email.split('@')[0]}.`;
  const patch = { edits: [{ do: 'write', at: 'summary', text, kind: 'judgement', reason: 'So.' }] };
  return editDraft(office, { draftId: id, seen, patch }, person);
};

const claims: Contender = (office, { id }, person) => claimDraft(office, { draftId: id, takeOver: false }, person);

/** Of each, whatever comes first makes all others too late. */
const fields: Record<string, Contender[]> = {
  'two approvals': [decides('approved'), decides('approved')],
  'an approval and an edit': [decides('approved'), edits],
  'an approval and a rejection': [decides('approved'), decides('rejected')],
  'an approval and a return': [decides('approved'), decides('returned')],
  'two returns and an approval': [decides('returned'), decides('approved'), decides('returned')],
  'two rejections and an approval': [decides('rejected'), decides('approved'), decides('rejected')],
  'two edits': [edits, edits],
  'three edits and an approval': [edits, decides('approved'), edits, edits],
  'a rejection and two edits': [decides('rejected'), edits, edits],
  'three claims': [claims, claims, claims],
};

/** Who take part: all may decide. */
const racers: Person[] = ['one', 'two', 'three', 'four'].map((name) => ({
  email: `${name}@company.example`,
  role: 'reviewer',
}));

await onBothDatabases('Several people at one draft at the same moment', (ground) => {
  let analysis: Analysis;
  let offices: Desk[];
  let others: OpenedStore[];

  beforeAll(async () => {
    const rubric = await readRubric('prompts/rubric');
    for (const person of racers) await ground().store.accounts.addPerson(person, 'assay');
    analysis = await thinAnalysis(ground().store.bodies);
    others = await ownConnections(ground());
    offices = racers.map((_, at) => ({
      store: (others[at] ?? ground().opened).store,
      ...{ queue: { add: async () => undefined }, clock: { now: () => new Date() }, archive: ground().archive },
      ...{ rubric, calendar: openCalendar(), passwords: openPasswords(), fourEyes: false },
    }));
  });
  afterAll(() => Promise.all(others.map((opened) => opened.close())));

  it(`has one winner in each of ${races} races, and tells the others plainly`, { timeout: 1_800_000 }, async () => {
    const pick = seeded(races);
    const kinds = Object.entries(fields);
    const wins = new Map<string, number>();
    for (let race = 0; race < races; race += 1) {
      const [kind, contenders] = kinds[race % kinds.length] ?? kinds[0] ?? ['', []];
      const draft = await waiting(ground(), analysis);
      const first = pick(racers.length);
      // Whoever is asked first has the best chance: each of them in turn.
      const turn = pick(contenders.length);
      const inTurn = [...contenders.slice(turn), ...contenders.slice(0, turn)];
      const runs = inTurn.map((contend, at) => {
        const lane = (first + at) % racers.length;
        const [office, person] = [offices[lane], racers[lane]];
        if (!office || !person) throw new Error('no such lane');
        return contend(office, draft, person);
      });
      const ended = await Promise.allSettled(runs);
      const winners = ended.filter(({ status }) => status === 'fulfilled');
      expect(winners, `race ${race}: ${kind}`).toHaveLength(1);
      for (const loser of ended) if (loser.status === 'rejected') expectToldPlainly(loser.reason, draft);
      const won = `${kind}: ${ended.findIndex(({ status }) => status === 'fulfilled')}`;
      wins.set(won, (wins.get(won) ?? 0) + 1);
      await expectOneTrace(ground(), draft);
    }
    expect(wins.size).toBeGreaterThanOrEqual(kinds.length);
  });

  it('puts a draft on one desk when those who decide give it to different people at once', async () => {
    const draft = await waiting(ground(), analysis);
    await Promise.all(
      offices.map((office, at) => {
        const to = racers[(at + 1) % racers.length]?.email ?? '';
        return assignDraft(office, { draftId: draft.id, to }, people.admin);
      }),
    );
    const told = await ground().store.audit.find({ subject: draft.id, action: 'draft.assigned', limit: 10 });
    const holder = (await ground().store.drafts.state(draft.id))?.holder;
    expect(told).toHaveLength(racers.length);
    expect(told[0]?.detail.to).toBe(holder);
    // Each took over from the one before: the log tells one story.
    expect(told.map(({ detail }) => detail.from)).toEqual([...told.slice(1).map(({ detail }) => detail.to), null]);
  });
});

/** A pool for each racer on PostgreSQL, as if each had a process; the embedded database has one session for all. */
async function ownConnections({ databaseUrl, folder }: ProofGround): Promise<OpenedStore[]> {
  if (!databaseUrl) return [];
  return Promise.all(racers.map(() => openStore({ dataFolder: folder, databaseUrl })));
}

async function waiting({ store }: ProofGround, analysis: Analysis): Promise<Draft> {
  const slug = fresh('product');
  const own = { ...analysis, vendor: { ...analysis.vendor, slug } };
  const draft = { analysis: own, contentDigest: contentDigest(own) };
  return (await walkToDraft(store, { vendor: aVendor({ ...analysis.vendor, slug }), draft })).draft;
}

function expectToldPlainly(error: unknown, draft: Draft): void {
  if (!(error instanceof Refused)) throw error;
  expect([409, 412]).toContain(error.status);
  const said = `${error.message} ${error.advice}`;
  if (error.code === 'held') expect(said).toMatch(/(one|two|three|four)@company\.example has this draft/);
  if (error.code === 'stale') expect(said).toMatch(/changed this draft|not the latest/);
  if (error.code === 'draft-closed') expect(said).toMatch(new RegExp(`${draft.id} is (approved|rejected|returned)`));
  if (error.code === 'returned-since')
    expect(said).toMatch(/(one|two|three|four)@company\.example returned this draft: No\./);
  expect(['held', 'stale', 'draft-closed', 'returned-since']).toContain(error.code);
}

/** What stands in the database tells of one winner, too. */
async function expectOneTrace({ opened, store }: ProofGround, { id }: Draft): Promise<void> {
  const { rows } = await opened.pool.query<{ done: string }>(
    `select ((select count(*) from assay.review where draft_id = $1)
       + (select count(*) from assay.draft_revision where draft_id = $1 and revision > 1)
       + (select count(*) from assay.draft_status where draft_id = $1 and state = 'claimed'))::text as done`,
    [id],
  );
  expect(rows[0]?.done).toBe('1');
  const told = await store.audit.find({ subject: id, limit: 10 });
  expect(told.filter(({ action }) => action !== 'draft.made')).toHaveLength(1);
}
