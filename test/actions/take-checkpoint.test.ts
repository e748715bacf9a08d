import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeCheckpoint } from '../../src/actions/take-checkpoint.ts';
import { openOffice, type TestOffice } from './office.ts';

const hour = 3_600_000;
const year = 365 * 24 * hour;

let desk: TestOffice;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());

async function somethingIsDone(): Promise<void> {
  await desk.office.store.audit.append({ actor: 'a@b.example', action: 'test.done', subject: 's', detail: {} });
}

describe('A checkpoint of the audit log', () => {
  it('is kept once a day, where the log went on', async () => {
    await somethingIsDone();
    expect(await takeCheckpoint(desk.office)).toBe('kept');
    await somethingIsDone();
    desk.pass(23 * hour);
    expect(await takeCheckpoint(desk.office)).toBe('not-due');
    desk.pass(hour);
    expect(await takeCheckpoint(desk.office)).toBe('kept');
    desk.pass(24 * hour);
    expect(await takeCheckpoint(desk.office)).toBe('not-due');
  });

  it('goes on when a clock that ran a year ahead comes right', async () => {
    desk.pass(year);
    await somethingIsDone();
    expect(await takeCheckpoint(desk.office)).toBe('kept');
    desk.pass(-year);
    await somethingIsDone();
    expect(await takeCheckpoint(desk.office)).toBe('kept');
    expect(await desk.office.store.audit.checkpoints()).toHaveLength(4);
  });
});
