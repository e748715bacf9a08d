import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignDraft } from '../../src/actions/assign-draft.ts';
import { claimDraft } from '../../src/actions/desk-draft.ts';
import { aReview, aVendor } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';

let desk: TestOffice;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());

const waiting = async () => (await walkToDraft(desk.office.store, { vendor: aVendor() })).draft;
const holderOf = async (id: string) => (await desk.office.store.drafts.state(id))?.holder;

describe('Giving a draft to somebody', () => {
  it('puts it on their desk, whoever’s it was on, and tells the audit log who did', async () => {
    const draft = await waiting();
    await claimDraft(desk.office, { draftId: draft.id, takeOver: false }, people.editor);
    await assignDraft(desk.office, { draftId: draft.id, to: ' Admin@company.example ' }, people.reviewer);
    expect(await holderOf(draft.id)).toBe(people.admin.email);
    const [entry] = await desk.office.store.audit.find({ subject: draft.id, limit: 1 });
    expect(entry).toMatchObject({ actor: people.reviewer.email, action: 'draft.assigned' });
    expect(entry?.detail).toMatchObject({ to: people.admin.email, from: people.editor.email });
  });

  it('is refused to those who do not decide, for people who cannot edit, and for a closed draft', async () => {
    const draft = await waiting();
    const asked = (to: string, by: (typeof people)[keyof typeof people]) =>
      refusalOf(assignDraft(desk.office, { draftId: draft.id, to }, by));
    expect(await asked(people.admin.email, people.editor)).toMatchObject({ status: 403 });
    expect(await asked(people.reader.email, people.admin)).toMatchObject({ status: 422, code: 'nobody-to-assign' });
    const stranger = await asked('eve@nowhere.example', people.admin);
    expect(stranger).toMatchObject({ status: 422, message: 'Nobody here has the address "eve@nowhere.example".' });
    expect(await holderOf(draft.id)).toBeNull();
    await desk.office.store.drafts.decide(aReview(draft));
    expect(await asked(people.admin.email, people.admin)).toMatchObject({ status: 409, code: 'draft-closed' });
  });
});
