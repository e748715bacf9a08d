import { z } from 'zod';
import type { Draft } from '../domain/draft.ts';
import { itemDigest, itemOf, itemParts } from '../domain/item.ts';
import type { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { draftClosed, isOpen, knownDraft } from './known-draft.ts';
import { refusedFields } from './vendor-input.ts';

/**
 * Puts a draft on the person's desk, so that others see who has it. Throws `Refused`: 409 where somebody else has it and
 * it was not asked to be taken over, or the draft is closed.
 */
export async function claimDraft(
  office: Office,
  claim: { draftId: string; takeOver: boolean },
  person: Person,
): Promise<void> {
  allow(person, 'edit');
  const draft = await knownDraft(office, claim.draftId);
  const result = await office.store.drafts.claim(draft.id, { person: person.email, takeOver: claim.takeOver });
  if (result === 'claimed') return;
  if (result === 'closed') throw await draftClosed(office, draft, 'claim');
  const holder = (await office.store.drafts.state(draft.id))?.holder ?? 'somebody else';
  throw new Refused({
    status: 409,
    code: 'held',
    message: `${holder} has this draft.`,
    advice: 'Ask them, or take it over.',
  });
}

/** Takes a draft off the desk it is on; no effect where it is on none. */
export async function releaseDraft(office: Office, draftId: string, person: Person): Promise<void> {
  allow(person, 'edit');
  await office.store.drafts.release((await knownDraft(office, draftId)).id, person.email);
}

const Noted = z.strictObject({
  kind: z.enum(['looked', 'remark']),
  item: z.string().min(1).max(200),
  text: z
    .string()
    .trim()
    .max(4000)
    .refine((text) => !text.includes('\u0000'), 'must not hold the character U+0000')
    .default(''),
});

/**
 * Keeps that the person looked at an item as it stands, or what they want changed there. Throws `Refused`: 422 where the
 * draft has no such item, 409 where it is closed.
 */
export async function noteItem(
  office: Office,
  request: { draftId: string; note: unknown },
  person: Person,
): Promise<void> {
  allow(person, 'edit');
  const parsed = Noted.safeParse(request.note);
  if (!parsed.success) throw refusedFields(parsed.error);
  const draft = await knownDraft(office, request.draftId);
  if (!isOpen((await office.store.drafts.state(draft.id))?.state)) throw await draftClosed(office, draft, 'note');
  const { kind, text } = parsed.data;
  const item = itemOf(parsed.data.item);
  if (!isItem(draft, item)) {
    const message = `There is nothing at "${parsed.data.item}" in this revision.`;
    throw new Refused({ status: 422, code: 'unknown-item', message, details: [{ path: 'item', message }] });
  }
  const seen = itemDigest(draft.analysis, item);
  const at = office.clock.now().toISOString();
  await office.store.drafts.note({ draftId: draft.id, kind, item, seen, text, person: person.email, at });
}

/** Whether the path names a part of the document. */
function isItem({ analysis }: Draft, item: string): boolean {
  const { claims, check } = itemParts(analysis, item);
  if (claims.length > 0 || check) return true;
  let value: unknown = analysis;
  for (const step of item.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
    value = (value as Record<string, unknown>)[step];
  }
  return true;
}
