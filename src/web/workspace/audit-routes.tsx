import type { Context, Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { auditState } from '../../actions/audit-state.ts';
import { checkpointNow } from '../../actions/take-checkpoint.ts';
import { verifyAudit } from '../../actions/verify-audit.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { auditLines } from './audit-lines.ts';
import { type AuditFilter, AuditPage } from './audit-page.tsx';

type Asked = Context<{ Variables: WebVariables }>;

/** Entries on one page of the log. */
const entriesShown = 100;

/** The audit log, for those who decide: it names everybody who works here. */
export function addAuditPage(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;
  const { audit } = office.store;
  app.get('/audit', async (c) => {
    allow(signedIn(c), 'decide');
    const filter = filterOf(c);
    const before = Number(c.req.query('before'));
    const entries = await audit.find({
      ...queryOf(filter),
      before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
      limit: entriesShown + 1,
    });
    return page(
      c,
      <AuditPage
        frame={frameOf(c, parts)}
        entries={entries.slice(0, entriesShown)}
        filter={filter}
        state={await auditState(office)}
        verified={c.req.query('check') === undefined ? null : await verifyAudit(office)}
        more={entries.length > entriesShown}
      />,
    );
  });

  app.get('/audit/export', async (c) => {
    allow(signedIn(c), 'decide');
    return download(c, 'assay-audit.jsonl', auditLines(office, queryOf(filterOf(c))));
  });

  app.get('/audit/checkpoint', async (c) => {
    allow(signedIn(c), 'decide');
    const checkpoint = await checkpointNow(office);
    return download(c, `assay-checkpoint-${checkpoint?.entries ?? 0}.json`, `${JSON.stringify(checkpoint)}\n`);
  });
}

function download(c: Asked, name: string, body: string | ReadableStream): Response {
  return c.body(body, 200, {
    'content-type': name.endsWith('.json') ? 'application/json' : 'application/x-ndjson',
    'content-disposition': `attachment; filename="${name}"`,
  });
}

function filterOf(c: Asked): AuditFilter {
  const { actor, action, subject } = c.req.query();
  return { actor: said(actor), action: said(action), subject: said(subject) };
}

function queryOf({ actor, action, subject }: AuditFilter): { actor?: string; action?: string; subject?: string } {
  return { actor: actor || undefined, action: action || undefined, subject: subject || undefined };
}

/** A field of the form; the database has no place for U+0000. */
function said(text: string | undefined): string {
  return (text ?? '').trim().replaceAll('\u0000', '').slice(0, 200);
}
