import type { Context, Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import type { VendorRow } from '../../actions/check-rows.ts';
import { previewVendors } from '../../actions/preview-vendors.ts';
import { readPastedRows, readVendorRows } from '../../actions/read-vendor-rows.ts';
import { startVendors } from '../../actions/start-vendors.ts';
import type { Person } from '../../domain/person.ts';
import { UsageError } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { NewVendorPage } from './new-vendor-page.tsx';
import { type FormRow, formRows, rowOf, scopeKey, withProblems } from './preview-form.ts';
import { VendorPreviewPage } from './vendor-preview-page.tsx';

type Asked = Context<{ Variables: WebVariables }>;

/** More is no list to look through, and the looks would take longer than a browser waits. */
const mostRows = 50;

/** The form for new products, and the preview that it leads to. Only the preview's own button queues anything. */
export function addNewVendorPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.get('/vendors/new', (c) => {
    allow(signedIn(c), 'enqueue');
    return page(c, <NewVendorPage frame={frameOf(c, parts)} typed={{}} problem={null} mostRows={mostRows} />);
  });

  app.post('/vendors/new', async (c) => {
    const person = signedIn(c);
    allow(person, 'enqueue');
    const body = await c.req.parseBody();
    const posted: Record<string, string> = {};
    for (const [name, value] of Object.entries(body)) if (typeof value === 'string') posted[name] = value;
    if (posted.rows !== undefined) {
      const rows = formRows(posted);
      const isUnread = rows.length === 1 && rows[0]?.site?.kind === 'unseen';
      const starts = posted.does === 'anyway' || (posted.does === 'start' && !isUnread);
      return starts ? start(c, parts, { person, rows }) : look(c, parts, { person, rows });
    }
    const read = rowsFrom(posted, await fileIn(body.file));
    if ('problem' in read) {
      const form = (
        <NewVendorPage frame={frameOf(c, parts)} typed={posted} problem={read.problem} mostRows={mostRows} />
      );
      return page(c, form, 422);
    }
    const rows = read.rows.map((row) => ({ ...row, guessed: [], site: null, problems: [], picked: true }));
    return look(c, parts, { person, rows });
  });
}

interface Posted {
  person: Person;
  rows: FormRow[];
}

/** The preview, with a look at each site that was not seen under its address before. */
async function look(c: Asked, parts: WebParts, { person, rows }: Posted): Promise<Response> {
  const seen = new Map(rows.flatMap(({ fields, site }) => (site ? [[scopeKey(fields), site] as const] : [])));
  const previewed = await previewVendors(
    parts.office,
    {
      rows: rows.map(rowOf),
      look: async (scope) => seen.get(JSON.stringify(scope)) ?? parts.lookAtSite(scope),
    },
    person,
  );
  const shown = previewed.map((row, at) => {
    const isSound = row.problems.length === 0 && row.site?.kind !== 'unseen';
    const guessed = [...new Set([...(rows[at]?.guessed ?? []), ...row.guessed])];
    return { ...row, guessed, picked: isSound && rows[at]?.picked !== false };
  });
  return preview(c, parts, { rows: shown, problem: null, started: 0 });
}

async function start(c: Asked, parts: WebParts, { person, rows }: Posted): Promise<Response> {
  const picked = rows.filter((row) => row.picked);
  if (picked.length === 0) {
    return preview(c, parts, { rows, problem: 'Nothing is ticked: tick what should be analysed.', started: 0 }, 422);
  }
  const { runs, refused } = await startVendors(parts.office, picked.map(rowOf), person);
  if (refused.length === 0) return c.redirect(runs.length === 1 ? `/runs/${runs[0]}` : '/runs', 303);
  const left = runs.length > 0 ? rows.filter(({ line }) => refused.some((one) => one.line === line)) : rows;
  const problem = runs.length > 0 ? null : 'Nothing was started.';
  return preview(c, parts, { rows: withProblems(left, refused), problem, started: runs.length }, 422);
}

function preview(
  c: Asked,
  parts: WebParts,
  shown: { rows: FormRow[]; problem: string | null; started: number },
  status: 200 | 422 = 200,
): Response {
  const { analyst, estimate, office } = parts;
  return page(
    c,
    <VendorPreviewPage frame={frameOf(c, parts)} rubric={office.rubric} {...shown} {...{ analyst, estimate }} />,
    status,
  );
}

type Read = { rows: VendorRow[] } | { problem: { field: 'url' | 'list'; message: string } };

/** The rows of whatever was given: a file, a list, or one address. */
function rowsFrom(posted: Readonly<Record<string, string>>, file: { name: string; text: string } | null): Read {
  const { list = '', url = '' } = posted;
  try {
    if (file === null && list.trim() === '') {
      return url.trim() === ''
        ? { problem: { field: 'url', message: 'Give an address, such as https://docs.example.com/.' } }
        : { rows: [{ line: 1, fields: { url: withScheme(url.trim()) } }] };
    }
    const rows = file ? readVendorRows(file.name, file.text) : readPastedRows(list);
    if (rows.length === 0) return { problem: { field: 'list', message: 'The list holds no product.' } };
    if (rows.length > mostRows) {
      const message = `The list holds ${rows.length} products; here at most ${mostRows} are looked at together. Split it, or use "npx assay vendors import FILE".`;
      return { problem: { field: 'list', message } };
    }
    return { rows };
  } catch (error) {
    if (error instanceof UsageError) return { problem: { field: 'list', message: error.message } };
    throw error;
  }
}

/** People type `docs.example.com`. */
function withScheme(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) || !/^[^\s/]+\.[^\s/]+/.test(url) ? url : `https://${url}`;
}

async function fileIn(value: unknown): Promise<{ name: string; text: string } | null> {
  if (!(value instanceof File) || value.size === 0) return null;
  return { name: value.name, text: await value.text() };
}
