import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFixtureSites } from '../../src/adapters/fixture-site.ts';
import type { Http, HttpRequest } from '../../src/ports.ts';

let folder = '';
const passedOn: string[] = [];
const elsewhere: Http = {
  async get({ url }) {
    passedOn.push(url);
    return { kind: 'failed', cause: 'none', url, reason: 'No network here.' };
  },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-fixtures-'));
  await put('secret.txt', 'outside of every site');
  await put('brook/site/index.html', '<p>Start</p>');
  await put('brook/site/docs/index.html', '<p>Docs</p>');
  await put('brook/site/docs/roles.html', '<p>Roles</p>');
  await put('brook/site/notes.md', '# Notes');
  await put('brook/site/robots.txt', 'User-agent: *');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('An invented vendor’s site', () => {
  it.each([
    ['https://docs.brook.example/', 'text/html; charset=utf-8', '<p>Start</p>'],
    ['https://docs.brook.example/docs/', 'text/html; charset=utf-8', '<p>Docs</p>'],
    ['https://brook.example/docs', 'text/html; charset=utf-8', '<p>Docs</p>'],
    ['http://docs.brook.example/docs/roles?x=1#y', 'text/html; charset=utf-8', '<p>Roles</p>'],
    ['https://docs.brook.example/notes.md', 'text/markdown; charset=utf-8', '# Notes'],
    ['https://docs.brook.example/robots.txt', 'text/plain; charset=utf-8', 'User-agent: *'],
  ])('answers %s from its folder', async (url, type, body) => {
    const reply = await get({ url });
    if (reply.kind !== 'answer') throw new Error(reply.reason);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe(type);
    expect(new TextDecoder().decode(reply.body)).toBe(body);
  });

  it('answers 404 for a page it lacks, and has no host for a vendor it lacks', async () => {
    expect(await get({ url: 'https://docs.brook.example/none/' })).toMatchObject({ kind: 'answer', status: 404 });
    expect(await get({ url: 'https://docs.nobody.example/' })).toMatchObject({ kind: 'failed', cause: 'unknown-host' });
  });

  it('answers 304 without a body while the page is the same', async () => {
    const url = 'https://docs.brook.example/docs/';
    const first = await get({ url });
    const etag = first.kind === 'answer' ? first.headers.etag : null;
    const second = await get({ url, etag });
    expect(second).toMatchObject({ kind: 'answer', status: 304 });
    expect(second.kind === 'answer' && second.body.byteLength).toBe(0);
    expect(await get({ url, etag: '"old"' })).toMatchObject({ status: 200 });
  });

  it.each(['/%2e%2e/%2e%2e/secret.txt', '/..%2f..%2fsecret.txt', '/%2e%2e%2fsite/../../../secret.txt'])(
    'lets no path out of its folder: %s',
    async (path) => {
      const reply = await get({ url: `https://docs.brook.example${path}` });
      expect(reply).toMatchObject({ kind: 'answer', status: 404 });
    },
  );

  it('keeps to what the caller allows, to its size and to its signal', async () => {
    const url = 'https://docs.brook.example/';
    expect(await get({ url, allow: () => false })).toMatchObject({ kind: 'refused', cause: 'not-allowed' });
    expect(await get({ url, maxBytes: 3 })).toMatchObject({ kind: 'too-large' });
    expect(await get({ url, signal: AbortSignal.abort() })).toMatchObject({ kind: 'cancelled' });
  });

  it('passes every other host on', async () => {
    await get({ url: 'https://docs.brook.example.com/' });
    await get({ url: 'https://example.org/' });
    expect(passedOn).toEqual(['https://docs.brook.example.com/', 'https://example.org/']);
  });
});

function get(request: Partial<HttpRequest> & { url: string }) {
  return openFixtureSites(folder, elsewhere).get({ maxBytes: 1_000, seconds: 5, ...request });
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
