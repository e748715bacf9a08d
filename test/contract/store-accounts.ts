import { expect, it } from 'vitest';
import { auditRowFaults } from '../../src/domain/audit-chain.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { AuditEntry, JournalEntry, Store } from '../../src/ports.ts';
import { aRun, aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToPublication } from './walked-run.ts';

const now = '2026-03-01T10:00:00.000Z';
const later = '2026-03-01T11:00:00.000Z';

export function describeAccountsAndLogs(opened: OpenedFor): void {
  const store = () => opened().store;

  it('adds a vendor once, and replaces it only from the revision that was seen', async () => {
    const vendor = aVendor();
    expect(await store().vendors.add(vendor, 'e@b.example')).toBe('added');
    expect(await store().vendors.add({ ...vendor, name: 'Other' }, 'e@b.example')).toBe('exists');
    expect(await store().vendors.get(vendor.slug)).toEqual(vendor);
    expect(await store().vendors.get('nobody')).toBeNull();
    const second = { ...vendor, name: 'Second', revision: 2 };
    expect(await store().vendors.replace(second, 'e@b.example')).toBe('replaced');
    expect(await store().vendors.replace({ ...vendor, name: 'Rival', revision: 2 }, 'e@b.example')).toBe('stale');
    expect(await store().vendors.replace({ ...aVendor(), revision: 2 }, 'e@b.example')).toBe('stale');
    expect(await store().vendors.get(vendor.slug)).toEqual(second);
  });

  it('lists vendors by name whatever their case, in pages, archived ones on request', async () => {
    const mark = fresh('list');
    const names = ['b', 'A', 'd', 'C'].map((letter) => `${mark} ${letter}`);
    for (const name of names) await store().vendors.add(aVendor({ name, archived: name.endsWith('d') }), 'e@b.example');
    expect(await pagedNames(store(), mark)).toEqual(['A', 'b', 'C', 'd']);
    expect(await pagedNames(store(), mark, false)).toEqual(['A', 'b', 'C']);
    expect(await pagedNames(store(), mark, true)).toEqual(['d']);
  });

  it('knows people by address whatever its case', async () => {
    const email = `${fresh('Person')}@company.example`;
    expect(await store().accounts.addPerson({ email, role: 'reviewer' }, 'assay')).toBe('added');
    expect(await store().accounts.addPerson({ email: email.toUpperCase(), role: 'admin' }, 'assay')).toBe('exists');
    expect(await store().accounts.person(email.toLowerCase())).toEqual({ email, role: 'reviewer' });
    expect(await store().accounts.person('nobody@company.example')).toBeNull();
    expect(await store().accounts.people()).toContainEqual({ email, role: 'reviewer' });
  });

  it('lets a link in once, and a session until it ends or is dropped', async () => {
    const email = `${fresh('person')}@company.example`;
    const { accounts } = store();
    await accounts.addPerson({ email, role: 'admin' }, 'assay');
    const keep = async (kind: 'link' | 'session' | 'token', expiresAt: string) => {
      const digest = sha256(fresh('secret'));
      await accounts.keepSecret({ digest, kind, email, expiresAt, label: 'test' });
      return digest;
    };
    const link = await keep('link', later);
    expect(await accounts.redeem('session', link, now)).toBeNull();
    const used = await Promise.all([1, 2, 3].map(() => accounts.redeem('link', link, now)));
    expect(used.filter((person) => person?.email === email)).toHaveLength(1);
    expect(await accounts.redeem('link', await keep('link', now), now)).toBeNull();
    const session = await keep('session', later);
    expect(await accounts.redeem('session', session, now)).toEqual({ email, role: 'admin' });
    expect(await accounts.redeem('session', session, now)).toEqual({ email, role: 'admin' });
    expect(await accounts.redeem('session', session, later)).toBeNull();
    await accounts.drop('token', session);
    expect(await accounts.redeem('session', session, now)).not.toBeNull();
    await accounts.drop('session', session);
    expect(await accounts.redeem('session', session, now)).toBeNull();
    const digest = sha256('orphan');
    const orphan = { digest, kind: 'link' as const, email: 'nobody@company.example', expiresAt: later, label: '' };
    await expect(accounts.keepSecret(orphan)).rejects.toThrow(/No account/);
  });

  it('keeps the journal in order, reads it on from a place, and shows progress on the run', async () => {
    const run = aRun(aVendor());
    await store().runs.start(run);
    const entry = (text: string, kind = 'progress'): JournalEntry => ({
      runId: run.id,
      at: now,
      stage: 'fetch',
      kind,
      text,
      detail: { z: 1, a: ['"', '\u0000', null] },
    });
    await store().journal.append([]);
    await store().journal.append([entry('one'), entry('two'), entry('three, with \u0000 in it', 'note')]);
    const read = await store().journal.read(run.id, 0, 10);
    expect(read.map((row) => row.text)).toEqual(['one', 'two', 'three, with \ufffd in it']);
    expect(read[0]).toEqual({ ...entry('one'), sequence: read[0]?.sequence });
    expect(await store().journal.read(run.id, read[0]?.sequence ?? 0, 1)).toEqual([read[1]]);
    expect((await store().runs.status(run.id))?.progress).toBe('two');
  });

  it('chains every change into one audit log without gaps, also under concurrent writers', async () => {
    const { run, draft, review, published } = await walkToPublication(store());
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        store().audit.append({
          actor: 'e@b.example',
          action: 'test.noted',
          subject: 'x',
          detail: { index, b: undefined },
        }),
      ),
    );
    const rows = await wholeAudit(store());
    expect(faultsOf(rows)).toEqual([]);
    const told = (subject: string) =>
      rows.filter((row) => row.subject === subject).map((row) => [row.actor, row.action]);
    expect(told(run.id)).toEqual([
      [run.requestedBy, 'run.started'],
      ['assay', 'run.drafted'],
    ]);
    expect(told(draft.id)).toEqual([
      ['assay', 'draft.made'],
      [review.person, 'draft.approved'],
    ]);
    expect(told(published.id)).toEqual([['assay', 'publication.published']]);
    expect(await store().audit.read(rows.length - 1, 10)).toEqual(rows.slice(-1));
    const changed = rows.map((row) => (row.sequence === 3 ? { ...row, actor: 'somebody' } : row));
    expect(faultsOf(changed)).toMatchObject([{ sequence: 3, kind: 'changed' }]);
    expect(faultsOf(rows.filter((row) => row.sequence !== 3))).toMatchObject([{ sequence: 3, kind: 'missing' }]);
  });

  it('finds rows of the audit log by who, what and on what, newest first', async () => {
    const actor = `${fresh('who')}@b.example`;
    for (const [action, subject] of [
      ['thing.made', 's1'],
      ['thing.changed', 's2'],
      ['thingy.made', 's1'],
    ] as const) {
      await store().audit.append({ actor, action, subject, detail: {} });
    }
    const found = async (query: object) =>
      (await store().audit.find({ actor, limit: 10, ...query })).map(({ action }) => action);
    expect(await found({})).toEqual(['thingy.made', 'thing.changed', 'thing.made']);
    expect(await found({ action: 'thing.' })).toEqual(['thing.changed', 'thing.made']);
    expect(await found({ action: 'thing' })).toEqual([]);
    expect(await found({ subject: 's1', action: 'thing.made' })).toEqual(['thing.made']);
    const [newest] = await store().audit.find({ actor, limit: 1 });
    expect(await found({ before: newest?.sequence })).toEqual(['thing.changed', 'thing.made']);
    expect((await store().audit.read((newest?.sequence ?? 1) - 1, 1))[0]).toEqual(newest);
  });

  it('answers a ping', async () => {
    await expect(store().ping()).resolves.toBeUndefined();
  });
}

async function pagedNames(store: Store, mark: string, archived?: boolean): Promise<string[]> {
  const names: string[] = [];
  let after: string | null = null;
  do {
    const page = await store.vendors.list({ limit: 3, after, archived });
    names.push(...page.items.map((vendor) => vendor.name));
    after = page.next;
  } while (after);
  return names.filter((name) => name.startsWith(mark)).map((name) => name.slice(mark.length + 1));
}

async function wholeAudit(store: Store): Promise<AuditEntry[]> {
  const rows: AuditEntry[] = [];
  for (;;) {
    const more = await store.audit.read(rows.length, 200);
    if (more.length === 0) return rows;
    rows.push(...more);
  }
}

function faultsOf(rows: AuditEntry[]) {
  return rows.flatMap((row, at) => auditRowFaults(row, rows[at - 1]));
}
