import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDemo } from '../../src/actions/add-demo.ts';
import { addVendor } from '../../src/actions/add-vendor.ts';
import { cancelRun, retryRun } from '../../src/actions/change-run.ts';
import { editVendor } from '../../src/actions/edit-vendor.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';

let desk: TestOffice;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());

const asked = { cause: 'manual', again: false, offline: true } as const;

async function added(name: string): Promise<string> {
  const said = { url: `https://docs.${name.toLowerCase()}.example/`, layer: 'L1', name };
  return (await addVendor(desk.office, said, people.editor)).slug;
}

describe('Starting a run', () => {
  it('stores it with the vendor as it is, then hands it to the queue', async () => {
    const slug = await added('Started');
    const { run, started } = await startRun(desk.office, { slug, ...asked }, people.editor);
    expect(started).toBe(true);
    expect(run).toMatchObject({ cause: 'manual', offline: true, requestedBy: people.editor.email });
    expect(await desk.office.store.records.run(run.id)).toEqual(run);
    expect(desk.queued.at(-1)).toEqual({ stage: 'fetch', job: { recordId: run.id, attempt: 1 } });
  });

  it('gives back the run that is under way instead of a second one', async () => {
    const slug = await added('Busy');
    const first = await startRun(desk.office, { slug, ...asked }, people.editor);
    const jobs = desk.queued.length;
    desk.pass(1_000);
    const second = await startRun(desk.office, { slug, ...asked, again: true }, people.reviewer);
    expect(second).toEqual({ run: first.run, started: false });
    expect(desk.queued).toHaveLength(jobs);
  });

  it('gives two people who start at the same moment the same run', async () => {
    const slug = await added('Rushed');
    const both = await Promise.all(
      ['k-a', 'k-b', 'k-c'].map((key) => startRun(desk.office, { slug, ...asked, key }, people.editor)),
    );
    expect(both.filter(({ started }) => started)).toHaveLength(1);
    expect(new Set(both.map(({ run }) => run.id)).size).toBe(1);
  });

  it('starts a new one after the last has ended', async () => {
    const slug = await added('Twice');
    const first = await startRun(desk.office, { slug, ...asked }, people.editor);
    await cancelRun(desk.office, first.run.id, people.editor);
    desk.pass(1_000);
    const second = await startRun(desk.office, { slug, ...asked }, people.editor);
    expect(second.started).toBe(true);
    expect(second.run.id).not.toBe(first.run.id);
  });

  it('is the same run for the same key, also after it has ended', async () => {
    const slug = await added('Keyed');
    const first = await startRun(desk.office, { slug, ...asked, key: 'k-1' }, people.editor);
    await cancelRun(desk.office, first.run.id, people.editor);
    const jobs = desk.queued.length;
    desk.pass(1_000);
    const second = await startRun(desk.office, { slug, ...asked, key: 'k-1' }, people.editor);
    expect(second).toEqual({ run: first.run, started: false });
    expect(desk.queued).toHaveLength(jobs);
    const third = await startRun(desk.office, { slug, ...asked, key: 'k-2' }, people.editor);
    expect(third.started).toBe(true);
  });

  it('is refused for an unknown vendor, an archived one, and to a reader', async () => {
    expect(await refusalOf(startRun(desk.office, { slug: 'nobody', ...asked }, people.editor))).toMatchObject({
      status: 404,
      code: 'unknown-vendor',
    });
    const slug = await added('Archived');
    await editVendor(desk.office, { slug, patch: { archived: true } }, people.editor);
    const refusal = await refusalOf(startRun(desk.office, { slug, ...asked }, people.editor));
    expect(refusal).toMatchObject({ status: 409, code: 'vendor-archived' });
    expect(refusal.advice).toContain('--no-archived');
    expect((await refusalOf(startRun(desk.office, { slug: 'busy', ...asked }, people.reader))).status).toBe(403);
  });
});

describe('Changing a run', () => {
  it('cancels one that is under way, once', async () => {
    const { run } = await startRun(desk.office, { slug: await added('Stopped'), ...asked }, people.editor);
    expect(await cancelRun(desk.office, run.id, people.editor)).toMatchObject({ outcome: 'cancelled' });
    expect(await refusalOf(cancelRun(desk.office, run.id, people.editor))).toMatchObject({
      status: 409,
      code: 'run-ended',
    });
  });

  it('takes a cancelled run up again where it ended, one attempt up, and queues that job', async () => {
    const { run } = await startRun(desk.office, { slug: await added('Retried'), ...asked }, people.editor);
    await cancelRun(desk.office, run.id, people.editor);
    expect(await retryRun(desk.office, run.id, people.editor)).toMatchObject({ outcome: null, attempt: 2 });
    expect(desk.queued.at(-1)).toEqual({ stage: 'fetch', job: { recordId: run.id, attempt: 2 } });
    expect(await refusalOf(retryRun(desk.office, run.id, people.editor))).toMatchObject({
      status: 409,
      code: 'nothing-to-retry',
    });
  });

  it('takes up no run that a newer one has overtaken, and none of an archived vendor', async () => {
    const slug = await added('Overtaken');
    const first = await startRun(desk.office, { slug, ...asked }, people.editor);
    await cancelRun(desk.office, first.run.id, people.editor);
    desk.pass(1_000);
    const second = await startRun(desk.office, { slug, ...asked }, people.editor);
    const overtaken = { status: 409, code: 'newer-run' };
    expect(await refusalOf(retryRun(desk.office, first.run.id, people.editor))).toMatchObject(overtaken);
    await cancelRun(desk.office, second.run.id, people.editor);
    expect(await refusalOf(retryRun(desk.office, first.run.id, people.editor))).toMatchObject(overtaken);
    await editVendor(desk.office, { slug, patch: { archived: true } }, people.editor);
    expect(await refusalOf(retryRun(desk.office, second.run.id, people.editor))).toMatchObject({
      status: 409,
      code: 'vendor-archived',
    });
  });

  it('is refused for an unknown run and to a reader', async () => {
    for (const change of [retryRun, cancelRun]) {
      expect(await refusalOf(change(desk.office, 'run-0', people.editor))).toMatchObject({
        status: 404,
        code: 'unknown-run',
      });
      expect((await refusalOf(change(desk.office, 'run-0', people.reader))).status).toBe(403);
    }
  });
});

describe('The demo', () => {
  it('is added and analysed offline once', async () => {
    const runId = await addDemo(desk.office, people.admin);
    expect(await desk.office.store.records.run(runId ?? '')).toMatchObject({
      cause: 'new',
      offline: true,
      vendor: { slug: 'quillstore' },
    });
    expect(await addDemo(desk.office, people.admin)).toBeNull();
  });
});
