import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/stages/extract/read-page.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { citedAddress, repositoryAt, requestAddress } from '../../../src/stages/fetch/github-address.ts';
import { aRun, outcomes, type Scripted, scriptedHttp, someTools } from './fetch-fixture.ts';

/**
 * A double of GitHub's hosts: written after its documentation, never recorded from the real ones, which these tests do not
 * reach.
 */
const raw = 'https://raw.githubusercontent.com/Acme/store';
const api = 'https://api.github.com/repos';
const markdown = (body: string): Scripted => ({ headers: { 'content-type': 'text/plain; charset=utf-8' }, body });
const words = 'It keeps what it is given, says who may read it, and can be restored from a backup of any day. '.repeat(
  3,
);
const paths = [
  'README.md',
  'SECURITY.md',
  'docs/operations.md',
  'docs/security/roles.rst',
  'src/main.go',
  'docs/logo.png',
  'LICENSE',
];
const files = { sha: 'x', truncated: false, tree: paths.map((path) => ({ path, type: 'blob', size: 10 })) };
const releases = [
  {
    tag_name: 'v2.1.0',
    name: 'Version 2.1',
    published_at: '2026-01-02T00:00:00Z',
    draft: false,
    body: `### Changes\n\n${words}`,
  },
  { tag_name: 'v3.0.0-draft', name: 'Not yet', draft: true, body: 'A secret plan.' },
];
const json = (value: unknown): Scripted => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const web: Record<string, Scripted> = {
  [`${raw}/HEAD/README.md`]: markdown(
    `# Store\n\n${words}\n\n[Roles](docs/security/roles.rst) [Other](https://github.com/rival/thing)`,
  ),
  [`${raw}/HEAD/SECURITY.md`]: markdown(`# Security\n\n${words}`),
  [`${raw}/HEAD/docs/operations.md`]: markdown(`# Operations\n\n${words} Backups run at night.`),
  [`${raw}/HEAD/docs/security/roles.rst`]: markdown(`Roles\n=====\n\n${words} Roles are named.`),
  [`${api}/Acme/store/git/trees/HEAD?recursive=1`]: json(files),
  [`${api}/Acme/store/releases?per_page=20`]: json(releases),
};
const source = 'https://github.com/Acme/store';

async function crawl(reply = web) {
  const http = scriptedHttp(reply);
  const reader = { read: async (page: Parameters<typeof readPage>[0]) => ({ text: readPage(page), reason: '' }) };
  const tools = someTools(http, { reader });
  const result = await fetchVendor(aRun([source]), tools);
  if (result.kind !== 'record') throw new Error(result.reason);
  return { pages: result.record.pages, asked: http.asked, kept: tools.kept };
}

describe('A repository as a source', () => {
  it('is read from its files, its documentation folder, its security policy and its releases, and cited by their pages', async () => {
    const { pages, asked } = await crawl();
    expect(outcomes(pages)).toEqual({
      'https://github.com/Acme/store': 'captured',
      'https://github.com/Acme/store/blob/HEAD/SECURITY.md': 'captured',
      'https://github.com/Acme/store/blob/HEAD/docs/operations.md': 'captured',
      'https://github.com/Acme/store/blob/HEAD/docs/security/roles.rst': 'captured',
      'https://github.com/Acme/store/releases': 'captured',
    });
    expect(pages[0]?.finalUrl).toBe('https://github.com/Acme/store/blob/HEAD/README.md');
    expect(asked.some((url) => /rival|main\.go|logo|LICENSE/.test(url))).toBe(false);
    expect(asked.filter((url) => url.startsWith('https://github.com/'))).toEqual([]);
  });

  it('gives its releases as one page of notes, without drafts', async () => {
    const { pages, kept } = await crawl();
    const page = pages.find(({ url }) => url.endsWith('/releases'));
    const text = new TextDecoder().decode(kept.get(page?.bodyDigest ?? ''));
    expect(text).toContain('## Version 2.1 (2026-01-02)');
    expect(text).not.toContain('secret plan');
    expect(page?.contentType).toBe('text/markdown');
  });

  it('is read from its front page’s links alone where the list of files is refused', async () => {
    const limited = { status: 403, headers: { 'x-ratelimit-remaining': '0' }, body: '{}' };
    const { pages } = await crawl({ ...web, [`${api}/Acme/store/git/trees/HEAD?recursive=1`]: limited });
    expect(pages.filter(({ outcome }) => outcome === 'captured').length).toBeGreaterThanOrEqual(2);
  });

  it('keeps the rules of the host that gives the files', async () => {
    const rules = markdown('User-agent: *\nDisallow: /\n');
    const forbidden = crawl({ ...web, 'https://raw.githubusercontent.com/robots.txt': rules });
    await expect(forbidden).resolves.toMatchObject({
      pages: expect.arrayContaining([expect.objectContaining({ outcome: 'robots-forbidden' })]),
    });
  });
});

describe('Addresses of a repository', () => {
  it('are asked for where their text is, and cited where a person can open it', () => {
    for (const [page, asked] of [
      ['https://github.com/a/b/blob/main/docs/x.md', 'https://raw.githubusercontent.com/a/b/main/docs/x.md'],
      ['https://github.com/a/b/releases', 'https://api.github.com/repos/a/b/releases?per_page=20'],
    ] as const) {
      expect(requestAddress(page)).toBe(asked);
      expect(citedAddress(asked)).toBe(page);
    }
    expect(requestAddress('https://docs.acme.example/a')).toBe('https://docs.acme.example/a');
  });

  it('are told from the site’s own pages', () => {
    expect(repositoryAt('https://github.com/a/b.git')).toEqual({ owner: 'a', name: 'b' });
    for (const url of ['https://github.com/features/actions', 'https://github.com/a', 'https://gist.github.com/a/b'])
      expect(repositoryAt(url)).toBeNull();
  });
});
