import type { Context, Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { assignDraft } from '../../actions/assign-draft.ts';
import { decide } from '../../actions/decide.ts';
import { claimDraft, noteItem, releaseDraft } from '../../actions/desk-draft.ts';
import { editDraft } from '../../actions/edit-draft.ts';
import { knownDraft } from '../../actions/known-draft.ts';
import { reviewDesk } from '../../actions/review-desk.ts';
import { isDoubtful } from '../../domain/attention.ts';
import type { Person } from '../../domain/person.ts';
import { Refused } from '../../errors.ts';
import { asset } from '../asset.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { fieldsOf, signedIn } from './asked.ts';
import { changesPage } from './review/changes-route.tsx';
import { formEdits } from './review/form-edits.ts';
import { LostSessionPage } from './review/lost-session-page.tsx';
import { reviewPage } from './review/review-route.tsx';
import { reviewScript } from './review/review-script.ts';
import { itemHref } from './review/shown.ts';
import { queuePage } from './review-queue-route.tsx';

type Asked = Context<{ Variables: WebVariables }>;

/** The queue, the page of one draft, and everything that is done on it. */
export function addReviewPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.get(reviewScript.path, asset({ text: reviewScript.text, type: 'text/javascript', keep: 'ever' }));

  app.get('/review', (c) => {
    allow(signedIn(c), 'read');
    return queuePage(c, parts);
  });

  app.get('/review/:id', (c) => {
    allow(signedIn(c), 'read');
    const { at = '', q = '', saved, decided } = c.req.query();
    const told = { saved: saved !== undefined, decided: decided !== undefined };
    return reviewPage(c, parts, { id: c.req.param('id'), at, query: q, ...told, problem: null });
  });

  app.get('/review/:id/changes', (c) => {
    allow(signedIn(c), 'read');
    return changesPage(c, parts, c.req.param('id'));
  });

  app.post('/review/:id', (c) =>
    taken(c, parts, async (person, fields) => {
      const { verdict, revision, contentDigest, reason = '', afterReturn } = fields;
      const decision = { verdict, revision: Number(revision), contentDigest, reason, afterReturn };
      await decide(parts.office, { draftId: c.req.param('id'), decision }, person);
      return `/review/${c.req.param('id')}?decided=1#notice`;
    }),
  );

  app.post('/review/:id/edit', (c) =>
    taken(c, parts, async (person, fields) => {
      const request = { draftId: c.req.param('id'), seen: fields.contentDigest ?? '', patch: formEdits(fields) };
      const draft = await editDraft(parts.office, request, person);
      const changed = draft.contentDigest !== fields.contentDigest;
      return afterEdit(draft.id, { ...fields, saved: changed ? '1' : '' });
    }),
  );

  app.post('/review/:id/note', (c) =>
    taken(c, parts, async (person, { kind, item = '', text = '' }) => {
      const draftId = c.req.param('id');
      await noteItem(parts.office, { draftId, note: { kind, item, text } }, person);
      if (kind !== 'looked') return itemHref(draftId, item);
      const { attention } = await reviewDesk(parts.office, draftId);
      const next = attention.filter(isDoubtful).find(({ looked }) => !looked);
      return next ? itemHref(draftId, next.item) : `/review/${draftId}#decision-title`;
    }),
  );

  app.post('/review/:id/desk', (c) =>
    taken(c, parts, async (person, { does, to = '' }) => {
      const draftId = c.req.param('id');
      if (does === 'assign') await assignDraft(parts.office, { draftId, to }, person);
      else if (does === 'release') await releaseDraft(parts.office, draftId, person);
      else await claimDraft(parts.office, { draftId, takeOver: does === 'take' }, person);
      return `/review/${draftId}`;
    }),
  );
}

/** To the item that was edited, or to its section once it was taken out. */
function afterEdit(id: string, fields: Record<string, string>): string {
  const item = fields.do === 'remove' ? (fields.at ?? '').replace(/\.\d+$/, '') : (fields.item ?? '');
  const query = new URLSearchParams(
    Object.entries({ at: item, q: fields.q ?? '', saved: fields.saved ?? '' }).filter(([, value]) => value !== ''),
  );
  return `/review/${id}${query.size > 0 ? `?${query}` : ''}${fields.saved ? '#notice' : item ? '#focus' : ''}`;
}

/**
 * Does what a form asks for and goes on to where it says. Where that is refused, or the session has ended, the answer
 * holds every word that was typed.
 */
async function taken(
  c: Asked,
  parts: WebParts,
  run: (person: Person, fields: Record<string, string>) => Promise<string>,
): Promise<Response> {
  const fields = await fieldsOf(c);
  const person = c.get('person');
  if (!person) {
    return page(c, <LostSessionPage frame={frameOf(c, parts)} action={c.req.path} fields={fields} />, 401);
  }
  const id = c.req.param('id') ?? '';
  try {
    return c.redirect(await run(person, fields), 303);
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 404) throw error;
    await knownDraft(parts.office, id);
    const { message, advice, details, status } = error;
    const problem = { message, advice, details, typed: typedIn(c.req.path, fields) };
    return reviewPage(c, parts, { id, at: fields.item ?? '', query: fields.q ?? '', saved: false, problem, status });
  }
}

/** A remark's form is known by its item, like the forms of edits by what they are about. */
function typedIn(path: string, fields: Record<string, string>): Record<string, string> {
  return path.endsWith('/note') ? { ...fields, do: 'remark', at: fields.item ?? '' } : fields;
}
