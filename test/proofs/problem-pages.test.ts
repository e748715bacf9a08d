import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../actions/office.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';

let web: TestWeb;
let secret: string;
beforeAll(async () => {
  web = await openWeb();
  secret = await web.office.store.secret();
});
afterAll(() => web.close());

/** What a fault carries inside that nobody outside may see. */
const inside = {
  password: 'pg-password-4711',
  file: '/srv/assay/src/adapters/store/draft-store.ts',
  sql: 'select doc, made from assay.draft_revision',
  address: 'postgres://assay:pg-password-4711@10.0.0.5:5432/assay',
  key: 'sk-canary-0123456789',
};

function fault(): Error {
  const error = new Error(`${inside.sql} failed at ${inside.address} with ${inside.key}`);
  error.stack = `Error: ${error.message}\n    at draftStore (${inside.file}:53:11)`;
  return Object.assign(error, { query: inside.sql, detail: inside.password, cause: new Error(inside.address) });
}

const leaks = [
  ...Object.values(inside),
  'at draftStore',
  'node_modules',
  'select ',
  'assay.draft',
  '.ts:',
  '.tsx:',
  process.cwd(),
];

describe('A page or answer about a problem', () => {
  const requests: [what: string, path: string, init: RequestInit][] = [
    ['a page of the workspace', '/review/draft-1', {}],
    ['the queue', '/review', {}],
    ['the audit page', '/audit', {}],
    ['its download', '/audit/checkpoint', {}],
    ['a public page', '/vendors/product', {}],
    ['the API', '/api/drafts/draft-1', {}],
    ['a decision', '/review/draft-1', { method: 'POST', body: new URLSearchParams({ verdict: 'approved' }) }],
    ['an edit by API', '/api/drafts/draft-1', { method: 'PATCH', body: '{"edits":[{"do":"remove","at":"a"}]}' }],
  ];

  it.each(requests)(
    'says of a fault inside of %s only by which name it can be found in the log',
    async (_w, path, init) => {
      const { drafts, audit, publications } = web.office.store;
      const kept = { get: drafts.get, list: drafts.list, find: audit.find, latest: publications.latest };
      const broken = async () => {
        throw fault();
      };
      Object.assign(drafts, { get: broken, list: broken });
      Object.assign(audit, { find: broken });
      Object.assign(publications, { latest: broken });
      try {
        web.logged.length = 0;
        const headers = {
          cookie: web.cookieOf(people.admin),
          'sec-fetch-site': 'same-origin',
          'if-match': `"${'a'.repeat(64)}"`,
        };
        const reply = await web.app.request(path, { ...init, headers });
        const text = `${await reply.text()} ${JSON.stringify([...reply.headers])}`;
        expect(reply.status).toBe(500);
        for (const leak of [...leaks, secret]) expect(text).not.toContain(leak);
        const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0] ?? 'none';
        expect(web.logged.some(({ level, text: line }) => level === 'error' && line.includes(id))).toBe(true);
      } finally {
        Object.assign(drafts, { get: kept.get, list: kept.list });
        Object.assign(audit, { find: kept.find });
        Object.assign(publications, { latest: kept.latest });
      }
    },
  );

  it('repeats of a wrong request neither more than was asked nor anything of the inside', async () => {
    const odd = [
      '/review/%00',
      '/review/..%2f..%2fetc%2fpasswd',
      `/api/drafts/${'x'.repeat(5000)}`,
      "/vendors/'; drop table assay.person; --",
      '/audit?before=9e99&actor=%00%ff',
      '/api/audit?limit=-1',
      '/api/evidence/zz',
      '/runs/%E0%A4%A',
      '/nothing-here',
      '/api/nothing-here',
    ];
    for (const path of odd) {
      for (const as of [people.admin, null]) {
        const reply = await web.page(path, { as });
        expect(reply.status, path).toBeGreaterThanOrEqual(200);
        const text = await reply.text();
        expect(reply.status, `${path}: ${text.slice(0, 200)}`).toBeLessThan(500);
        for (const leak of [secret, 'node_modules', '    at ', '.ts:', process.cwd(), 'invalid byte sequence']) {
          expect(text, path).not.toContain(leak);
        }
      }
    }
  });
});

/** Ways to put text into a page, or to run it, without its being escaped. */
const raw =
  /\braw\(|dangerouslySetInnerHTML|(?<![.\w])html`|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function\(|srcdoc|setHTMLUnsafe|parseHTMLUnsafe|javascript:/;

/** Files that may, each with its reason. */
const allowed: Record<string, string> = {
  'src/web/workspace/run-page.tsx': 'hx-swap="outerHTML": htmx puts in what our own page rendered, escaped',
  'src/web/workspace/runs-page.tsx': 'the same',
  'src/web/public/catalogue/catalogue-page.tsx': 'the same',
  'src/web/public/catalogue/catalogue-pager.tsx': 'the same',
  'src/web/public/data-block.tsx':
    'JSON for programs, whose "<", ">" and "&" are written as \\u003c and so on: block-json.ts',
  'src/cli/export/browser/browser-window.ts': 'the name of what main.ts reads',
  'src/cli/export/browser/main.ts': 'reads, as text, a page that the templates made, and writes none',
};

describe('Everything that is shown', () => {
  it('is escaped by the template: no way around it is used in src/web and the pages that are exported', () => {
    const files = ['src/web', 'src/cli'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    );
    const code = files.filter((name) => /\.(ts|tsx|js)$/.test(name));
    expect(code.length).toBeGreaterThan(100);
    const found = code.filter((name) => raw.test(readFileSync(name, 'utf8')));
    expect(found.filter((name) => !(name in allowed))).toEqual([]);
    expect(Object.keys(allowed).filter((name) => !found.includes(name))).toEqual([]);
  });

  it('would be found out by that: the pattern knows each way', () => {
    for (const way of [
      'raw(text)',
      '<p dangerouslySetInnerHTML={{ __html: text }} />',
      'html`<p>text</p>`',
      'node.innerHTML = text',
      'eval(text)',
      'new Function(text)',
      'href="javascript:x"',
    ]) {
      expect(raw.test(way), way).toBe(true);
    }
  });
});
