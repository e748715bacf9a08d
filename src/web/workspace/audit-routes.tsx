import type { Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { verifyAudit } from '../../actions/verify-audit.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { AuditPage } from './audit-page.tsx';

/** Rows on one page of the log. */
const rowsShown = 100;

/** The audit log, for those who decide: it names everybody who works here. */
export function addAuditPage(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { audit } = parts.office.store;
  app.get('/audit', async (c) => {
    allow(signedIn(c), 'decide');
    const { actor, action, subject } = c.req.query();
    const filter = { actor: said(actor), action: said(action), subject: said(subject) };
    const before = Number(c.req.query('before'));
    const entries = await audit.find({
      actor: filter.actor || undefined,
      action: filter.action || undefined,
      subject: filter.subject || undefined,
      before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
      limit: rowsShown + 1,
    });
    const [head] = await audit.find({ limit: 1 });
    return page(
      c,
      <AuditPage
        frame={frameOf(c, parts)}
        entries={entries.slice(0, rowsShown)}
        filter={filter}
        head={head ?? null}
        verified={c.req.query('check') === undefined ? null : await verifyAudit(parts.office.store)}
        more={entries.length > rowsShown}
      />,
    );
  });
}

/** A field of the form; the database has no place for U+0000. */
function said(text: string | undefined): string {
  return (text ?? '').trim().replaceAll('\u0000', '').slice(0, 200);
}
