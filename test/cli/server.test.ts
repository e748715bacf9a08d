import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Analysis } from '../../src/domain/analysis.ts';
import { type BadSites, openBadSites } from './bad-sites.ts';
import { assay, type Ended, type Server, stackLines, startServer, temporaryFolder } from './run-assay.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sites: BadSites;
let server: Server;
let data: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
  sites = await openBadSites();
  server = await startServer(data, { ASSAY_ALLOW_HOSTS: sites.allowHosts }, ['--no-demo']);
});
afterAll(async () => {
  await server?.stop();
  await sites?.close();
  await folder?.remove();
});

const run = (...args: string[]): Promise<Ended> => assay(args, { data });

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await run(...args, '--json');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** Asks the server directly, with the token that commands on this machine find: quicker than a command. */
async function listed<T>(path: string): Promise<T[]> {
  const { token } = JSON.parse(await readFile(join(data, 'server.json'), 'utf8')) as { token: string };
  const reply = await fetch(`${server.address}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return ((await reply.json()) as { items: T[] }).items;
}

describe('A product, seen through by commands alone', () => {
  const url = 'https://docs.quillstore.example/';
  let draftId: string;

  it('is analysed into one JSON value of the published shape, with progress beside it', async () => {
    const { code, stdout, stderr } = await run(
      'analyse',
      url,
      '--name',
      'Quillstore',
      '--layer',
      'L1',
      '--offline',
      '--json',
    );
    expect(code).toBe(0);
    const analysis = Analysis.parse(JSON.parse(stdout));
    expect(analysis.vendor.slug).toBe('quillstore');
    expect(analysis.flags.filter(({ severity }) => severity === 'blocks')).toEqual([]);
    expect(stderr).toMatch(/^fetch {4}/m);
    expect(stderr).toMatch(/Draft draft-[0-9a-f]+ waits for review/);
  });

  it('waits for review, and is shown as it would be published', async () => {
    const drafts = await json<{ id: string; revision: number; slug: string }[]>('drafts');
    expect(drafts.map(({ slug, revision }) => [slug, revision])).toEqual([['quillstore', 1]]);
    draftId = drafts[0]?.id ?? '';
    const shown = await run('drafts', 'show', draftId);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/INPACT/);
    expect(shown.stderr).toContain(`assay approve ${draftId} --revision 1`);
    expect(shown.stdout).not.toContain('\u001b[');
  });

  it('is unchanged when it is analysed again, and gives the draft that stands', async () => {
    const { code, stdout, stderr } = await run('analyse', url, '--name', 'Quillstore', '--offline', '--json');
    expect([code, stderr.includes('has not changed')]).toEqual([0, true]);
    expect(stderr).toContain('For another: assay run quillstore --again');
    expect(Analysis.parse(JSON.parse(stdout)).vendor.slug).toBe('quillstore');
  });

  it('is published by approving the revision that was seen, and no other', async () => {
    const stale = await run('approve', draftId, '--revision', '2');
    expect([stale.code, stale.stderr.includes('not the latest')]).toEqual([1, true]);
    const { code, stdout, stderr } = await run('approve', draftId, '--revision', '1');
    expect([code, stdout]).toEqual([0, 'Approved and published: /vendors/quillstore\n']);
    // What the screen says beside its button, and whose name the public page will hold.
    expect(stderr).toMatch(/^Approving under the name \S+@\S+, with (\d+) of \1 not looked at\.$/m);
    expect(stderr).toContain('the account of this machine’s user, and readers see it');
    const page = await fetch(`${server.address}/vendors/quillstore`);
    expect([page.status, (await page.text()).includes('Quillstore')]).toEqual([200, true]);
    const again = await run('approve', draftId, '--revision', '1');
    expect([again.code, again.stderr.includes('takes no decision')]).toEqual([1, true]);
  });

  it('is then said to be published, and no command still asks to approve it', async () => {
    const says = `Draft ${draftId} is published as version 1.`;
    const again = await run('analyse', url, '--offline', '--json');
    expect([again.code, again.stderr.trim().split('\n').at(-1)]).toEqual([0, says]);
    expect((await run('drafts', 'show', draftId)).stderr).toBe(`${says}\n`);
  });

  it('shows readers nothing of an edit until a fresh draft is approved, and the edit says so', async () => {
    const unseen = await run('vendors', 'edit', 'quillstore', '--licence', 'MIT');
    expect([unseen.code, unseen.stderr]).toEqual([
      0,
      'Readers still see licence none: what is published stays as it was approved. "assay run quillstore --again" makes a fresh draft with what you entered; readers see it once a person approves that.\n',
    ]);
    expect((await run('vendors', 'edit', 'quillstore', '--licence', 'unknown')).stderr).toBe('');
  });

  it('is not moved by an analysis, nor read from elsewhere by one', async () => {
    const known = async () => (await json<{ layer: string; category: string }>('vendors', 'show', 'quillstore')).layer;
    const moved = await run('analyse', url, '--layer', 'L6');
    expect([moved.code, moved.stdout, await known()]).toEqual([2, '', 'L1']);
    expect(moved.stderr).toBe(
      'Quillstore is known as L1 vector-database, and an analysis does not move it. To move it first: assay vendors edit quillstore --layer L6 --category ID\n',
    );
    const elsewhere = await run('analyse', `${url}other`, '--name', 'Quillstore');
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      2,
      expect.stringContaining(
        `Quillstore is known and is read from ${url}. To read it from elsewhere: assay vendors edit`,
      ),
    ]);
  });

  it('is named where a page below its documentation does not exist, and nothing is added of that', async () => {
    const missing = await run('analyse', `${url}no-such-page`, '--name', 'Foo', '--layer', 'L4');
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toMatch(/^Nothing could be read from \S+no-such-page\. .*404/);
    expect(missing.stderr).toContain(`The documentation of Quillstore starts there already, at ${url}`);
    expect(missing.stderr).toContain('Nothing was added or analysed.');
    expect((await run('vendors', 'show', 'foo')).code).toBe(1);
  });

  it('holds when it is verified', async () => {
    const { code, stdout } = await run('verify');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Everything holds.')]);
    expect(stdout).toMatch(/Quillstore \(quillstore, version 1\): \d{2,} quotes in \d{2,} places, all hold/);
    expect(await json<{ ok: boolean }>('verify', 'quillstore')).toMatchObject({ ok: true });
    const unknown = await run('verify', 'nobody');
    expect([unknown.code, unknown.stderr.split('\n')[0]]).toEqual([
      1,
      'Nothing is published under "nobody". Name a published product, or none to verify all.',
    ]);
  });

  it('is exported as a site whose own links all lead to files', async () => {
    const site = join(folder.path, 'site');
    expect((await run('export', site)).code).toBe(0);
    const pages = (await readdir(site, { recursive: true })).filter((name) => name.endsWith('.html'));
    expect(pages).toContain(join('vendors', 'quillstore', 'index.html'));
    const broken: string[] = [];
    for (const page of pages) {
      const text = await readFile(join(site, page), 'utf8');
      for (const [, href = ''] of text.matchAll(/(?:href|src)="([^"#?]+)/g)) {
        if (/^https?:/.test(href)) continue;
        const target = join(site, page, '..', href);
        const found = [target, join(target, 'index.html')].map((path) =>
          access(path).then(
            () => !path.endsWith('/'),
            () => false,
          ),
        );
        if (!(await Promise.all(found)).some(Boolean)) broken.push(`${page}: ${href}`);
      }
      expect(text, page).not.toContain('action="/');
    }
    expect(broken).toEqual([]);
    const refused = await run('export', site);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('is not empty')]);
  });

  it('is taken down with a reason, and says so', async () => {
    const { code, stdout } = await run('withdraw', 'quillstore', '--reason', 'A test.');
    expect([code, stdout]).toEqual([0, 'quillstore is withdrawn.\n']);
    const page = await fetch(`${server.address}/vendors/quillstore`);
    expect([page.status, (await page.text()).includes('A test.')]).toEqual([410, true]);
    expect((await run('withdraw', 'quillstore', '--reason', 'Again.')).code).toBe(1);
  });
});

describe('Lists and names', () => {
  it.each([
    ['an unknown vendor', ['vendors', 'show', 'nobody'], 1, 'There is no product with the slug "nobody".'],
    ['an unknown vendor to run', ['run', 'nobody'], 1, 'There is no product with the slug "nobody".'],
    ['an unknown run', ['runs', 'show', 'run-0'], 1, 'There is no run "run-0".'],
    ['an unknown draft', ['drafts', 'show', 'draft-0'], 1, 'There is no draft "draft-0".'],
    ['an unknown layer', ['vendors', 'add', 'https://x.example/', '--layer', 'L9'], 2, 'layer: '],
    [
      'an unknown category',
      ['vendors', 'add', 'https://x.example/', '--layer', 'L1', '--category', 'nonsense'],
      2,
      'has no category "nonsense"; it has ',
    ],
    ['an unknown role', ['users', 'add', 'ada@example.com', '--role', 'king'], 2, 'role: '],
  ])('name %s in one sentence, and tell a value that can never be right by code 2', async (_what, args, ends, says) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([ends, '']);
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stackLines(stderr)).toEqual([]);
  });

  it('ask for what neither the command nor the pages tell, and list what there is', async () => {
    const untold = await run('analyse', sites.at.undecided, '--name', 'Bread');
    expect([untold.code, untold.stderr.match(/^ {2}L\d /gm)?.length]).toEqual([2, 7]);
    expect(untold.stderr).toContain('say with --layer and --category what it is');
    const within = await run('vendors', 'add', sites.at.undecided, '--name', 'Bread', '--layer', 'L1');
    expect([within.code, within.stdout]).toEqual([2, '']);
    expect(within.stderr).toContain('say with --category which of L1 it is');
    expect(within.stderr).toMatch(/^ {2}vector-database /m);
    const unknown = await run('analyse', 'https://x.example/', '--name', 'Never Seen', '--layer', 'L9');
    expect([unknown.code, unknown.stderr.match(/^ {2}L\d /gm)?.length]).toEqual([2, 7]);
    expect(unknown.stderr).toContain('There is no layer "L9".');
    expect((await run('vendors', 'show', 'bread')).code).toBe(1);
  });

  it('are named and placed by what their pages tell, and added after a plan on standard error, unasked without a terminal', async () => {
    const added = await run('vendors', 'add', 'https://docs.murmurgate.example/');
    expect([added.code, added.stdout]).toEqual([0, expect.stringContaining('Murmurgate (murmurgate)')]);
    expect(added.stdout).toContain('  L5 policy-engine, product, price not entered, licence not entered\n');
    expect(added.stderr).toMatch(/^Would read \d+ (to \d+ )?pages of the \d+ addresses found/m);
    expect(added.stderr).toContain('https://docs.murmurgate.example/security/');
    expect(added.stderr).toMatch(/Reading takes about (a second|\d+ seconds)\. No model is set/);
    expect(added.stderr).toContain(
      'It would be added as Murmurgate: L5 policy-engine, name and category guessed from its pages.',
    );
  });

  it('are known by their address however it is written, named or not', async () => {
    // The second names no product: without one the guessed name would be added as another.
    for (const args of [
      ['https://docs.murmurgate.example', '--name', 'Murmurgate'],
      ['https://docs.murmurgate.example#top'],
    ]) {
      const { code, stderr } = await run('analyse', ...args, '--layer', 'L6');
      expect([code, stderr]).toEqual([2, expect.stringContaining('Murmurgate is known as L5 policy-engine')]);
    }
  });

  it('are read again by a schedule that is told with the product and when it is due', async () => {
    const set = await run('schedule', 'murmurgate', 'weekly');
    expect([set.code, set.stdout]).toEqual([
      0,
      expect.stringMatching(/^Murmurgate is read again: .+ \(UTC\); next on \d{4}-\d\d-\d\d at \d\d:\d\d UTC\.\n$/),
    ]);
    const gone = await run('schedule', 'murmurgate', 'off');
    expect(gone.stdout).toBe('murmurgate has no schedule of its own any more.\n');
  });

  it('take a licence that is written as one, and no other word', async () => {
    const slip = await run('vendors', 'edit', 'murmurgate', '--licence', 'bogus');
    expect([slip.code, slip.stdout]).toEqual([2, '']);
    expect(slip.stderr).toContain('must be an SPDX id such as Apache-2.0, or proprietary, or unknown');
    const right = await run('vendors', 'edit', 'murmurgate', '--licence', 'MIT OR Apache-2.0');
    expect([right.code, right.stderr]).toEqual([0, '']);
    const odd = await run('vendors', 'edit', 'murmurgate', '--licence', 'Apache-9.9');
    expect([odd.code, odd.stderr]).toEqual([0, expect.stringContaining('"Apache-9.9" is none of the open-source')]);
  });

  it('are not added where nothing can be read, unless that is said', async () => {
    const args = ['vendors', 'add', 'http://docs.example.invalid/', '--name', 'Nope', '--layer', 'L1'];
    const refused = await run(...args, '--category', 'cache');
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('Nothing could be read from http://docs.example.invalid/.');
    expect(refused.stderr).toContain('Nothing was added; --yes adds it anyway.');
    // What no page tells and nobody said is named at once: --yes alone would add nothing.
    for (const yes of [[], ['--yes']]) {
      const bare = await run(...args.slice(0, 3), ...yes);
      expect([bare.code, bare.stdout]).toEqual([2, '']);
      expect(bare.stderr).toMatch(/nothing was added.* with --name, --layer, --category:\n {2}L1 /);
      expect(bare.stderr).not.toContain('--yes adds it anyway');
    }
    const half = await run(...args);
    expect([half.code, half.stderr]).toEqual([2, expect.stringMatching(/ with --category:\n {2}\S+ /)]);
    expect((await run('vendors', 'show', 'nope')).code).toBe(1);
    const forced = await run(...args, '--category', 'cache', '--yes');
    expect([forced.code, forced.stdout]).toEqual([0, expect.stringContaining('Nope (nope)')]);
  });

  it('are imported from CSV, JSON and YAML, each bad row named by line and field', async () => {
    const files = {
      'list.csv':
        'url,name,layer\nhttps://csv.example/,"One, CSV",L1\nnowhere,Two CSV,L9\n\nhttps://csv.example/,One CSV,L1\n',
      'list.json':
        '[\n {"url": "https://json.example/", "name": "One JSON", "layer": "L1"},\n {"url": "nowhere", "name": "Two JSON", "layer": "L9"}\n]',
      'list.yaml':
        '- url: https://yaml.example/\n  name: One YAML\n  layer: L1\n- url: nowhere\n  name: Two YAML\n  layer: L9\n',
    };
    const bad = { 'list.csv': 3, 'list.json': 3, 'list.yaml': 4 };
    for (const [name, text] of Object.entries(files)) {
      const file = join(folder.path, name);
      await writeFile(file, text);
      const refused = await run('vendors', 'import', file);
      expect([name, refused.code, refused.stdout]).toEqual([name, 1, '']);
      const line = bad[name as keyof typeof bad];
      expect(refused.stderr).toContain(`line ${line}, url: `);
      expect(refused.stderr).toContain(`line ${line}, layer: `);
      expect(refused.stderr).toContain('nothing was added');
      const partly = await run('vendors', 'import', file, '--partial');
      expect([name, partly.code]).toEqual([name, 1]);
      expect(partly.stdout).toMatch(/^1 added, [12] refused\.\n$/);
    }
    const slugs = (await json<{ slug: string }[]>('vendors', 'list')).map(({ slug }) => slug);
    expect(slugs).toEqual(expect.arrayContaining(['one-csv', 'one-json', 'one-yaml']));
    expect(slugs).not.toContain('two-csv');
  });

  it('are refused from a file that is missing, broken or of another kind', async () => {
    const broken = join(folder.path, 'broken.json');
    await writeFile(broken, '[\n {"url": \n');
    const cases: [string, number, RegExp][] = [
      [join(folder.path, 'missing.csv'), 2, /missing\.csv cannot be read: there is no such file/],
      [broken, 1, /broken\.json, line \d+: /],
      [folder.path, 2, /ending says which format/],
    ];
    for (const [file, expected, says] of cases) {
      const { code, stderr } = await run('vendors', 'import', file);
      expect([file, code]).toEqual([file, file === folder.path ? code : expected]);
      expect(code).not.toBe(0);
      expect(stackLines(stderr)).toEqual([]);
      if (file !== folder.path) expect(stderr).toMatch(says);
    }
  });

  it('hold people, who get a link that signs in', async () => {
    const { code, stdout } = await run('users', 'add', 'ada@example.com', '--role', 'reviewer');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/sign-in\?link=[\w-]{43}\n$/),
    ]);
    const link = await run('login-link', 'ada@example.com');
    expect(link.stdout).toMatch(/sign-in\?link=/);
    const changed = await run('users', 'change', 'ada@example.com', '--role', 'editor');
    expect(changed.stdout).toBe('ada@example.com: editor, active\n');
    const closed = await run('users', 'change', 'ada@example.com', '--deactivate');
    expect(closed.stdout).toBe('ada@example.com: editor, deactivated\n');
    expect((await run('users')).stdout).toMatch(/^ada@example\.com +editor, deactivated +links +never$/m);
  });

  it('hold tokens with scopes, for a command line elsewhere, until they are revoked', async () => {
    const made = await run('users', 'token', 'nightly', '--scope', 'read,vendors', '--days', '30');
    expect([made.code, made.stdout]).toEqual([0, expect.stringMatching(/^assay_[\w-]{43}\n$/)]);
    const elsewhere = { ASSAY_URL: server.address, ASSAY_TOKEN: made.stdout.trim() };
    const ask = (...args: string[]) => assay(args, { data: join(folder.path, 'elsewhere'), env: elsewhere });
    expect((await ask('vendors', 'list')).code).toBe(0);
    const beyond = await ask('run', 'quillstore');
    expect([beyond.code, beyond.stderr]).toEqual([1, expect.stringContaining('lacks the scope "runs"')]);
    // On the server's own machine, too, a token has its own rights and not those of the machine's account.
    const here = await assay(['run', 'quillstore'], { data, env: { ASSAY_TOKEN: made.stdout.trim() } });
    expect([here.code, here.stderr]).toEqual([1, expect.stringContaining('lacks the scope "runs"')]);
    const tokens = await json<{ id: number; label: string }[]>('users', 'tokens');
    const id = tokens.find(({ label }) => label === 'nightly')?.id;
    expect((await run('users', 'revoke', String(id))).stdout).toBe(`Token ${id} is revoked.\n`);
    const gone = await ask('vendors', 'list');
    expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('This token is not known here')]);
  });
});

describe('The doctor', () => {
  it('says where the running server is set otherwise than this shell, without a secret, and fails nothing for it', async () => {
    const { code, stdout } = await assay(['doctor'], {
      data,
      env: {
        OPENAI_API_KEY: 'sk-canary-canary',
        ASSAY_FOUR_EYES: '1',
        ASSAY_PORT: '4999',
        ASSAY_ALLOW_HOSTS: sites.allowHosts,
      },
    });
    expect(code).toBe(0);
    const line = stdout.split('\n').find((one) => one.startsWith('NOTE'));
    expect(line).toContain('OPENAI_API_KEY (there: not set; here: set)');
    expect(line).toContain('ASSAY_FOUR_EYES (there: 0; here: 1)');
    expect(line).toContain('the offline analyst drafts');
    expect(line).not.toContain('ASSAY_PORT');
    expect(stdout).not.toContain('canary');
    const same = await assay(['doctor'], { data, env: { ASSAY_ALLOW_HOSTS: sites.allowHosts } });
    expect(same.stdout).toMatch(/^ok {4}settings +the server has the same ones; the offline analyst drafts$/m);
  });
});

describe('An address that cannot be analysed', () => {
  const cases = [
    ['private', /port \d+ is not read|private/i],
    ['loopback', /not an address of the public internet/],
    ['notHttp', /HTTP|answer/],
    ['loginWall', /sign|log ?in|password/i],
    ['empty', /no text|empty|thin|little/i],
    ['notFound', /404|not found|error/i],
    ['robots', /robots/i],
    ['pdf', /pdf/i],
    ['image', /image/i],
    ['german', /English|language|"de"/i],
    ['unreachable', /refused|reach|connect/i],
  ] as const;
  let ends: Map<string, Ended>;

  beforeAll(async () => {
    ends = new Map();
    const rest = [...cases.map(([name]) => name), 'undecided' as const];
    // Four at once: so many the server fetches at once, and two cores start the commands.
    const lane = async (): Promise<void> => {
      for (let name = rest.pop(); name; name = rest.pop()) {
        const args = [sites.at[name], '--name', `Site ${name}`, '--category', 'cache', '--offline', '--json'];
        ends.set(name, await run('analyse', ...args));
      }
    };
    await Promise.all([lane(), lane(), lane(), lane()]);
  }, 120_000);

  it.each(cases)('(%s) is refused with one clear sentence, and nothing is added', async (name, says) => {
    const end = ends.get(name);
    expect([end?.code, end?.stdout]).toEqual([1, '']);
    const last = end?.stderr.trim().split('\n').at(-1) ?? '';
    expect(last).toMatch(says);
    if (name !== 'german') expect(last).toContain(sites.at[name]);
    expect(last).toMatch(/\.$/);
    expect(stackLines(end?.stderr ?? '')).toEqual([]);
    // In which language it is, only the run finds out.
    const runs = await listed<{ outcome: string }>(`/api/runs?vendor=site-${name.toLowerCase()}`);
    expect(runs.map(({ outcome }) => outcome)).toEqual(name === 'german' ? ['failed'] : []);
    const known = (await listed<{ slug: string }>('/api/vendors?limit=200')).map(({ slug }) => slug);
    expect(known.includes(`site-${name.toLowerCase()}`)).toBe(name === 'german');
  });

  describe('though somebody added it against the advice', () => {
    // In which language a site is, only the run finds out: that one is added and run already.
    const slugOf = (name: string): string => (name === 'german' ? 'site-german' : `forced-${name.toLowerCase()}`);
    let added: Map<string, Ended>;
    let runs: Map<string, Ended>;

    beforeAll(async () => {
      [added, runs] = [new Map(), new Map([...ends].filter(([name]) => name === 'german'))];
      const rest = cases.map(([name]) => name).filter((name) => name !== 'german');
      const lane = async (): Promise<void> => {
        for (let name = rest.pop(); name; name = rest.pop()) {
          const place = ['--layer', 'L1', '--category', 'cache', '--yes'];
          added.set(name, await run('vendors', 'add', sites.at[name], '--name', `Forced ${name}`, ...place));
          runs.set(name, await run('run', slugOf(name), '--offline', '--watch'));
        }
      };
      await Promise.all([lane(), lane(), lane(), lane()]);
    }, 120_000);

    it.each(cases)('(%s) ends the run with one clear sentence and no draft', async (name, says) => {
      if (name !== 'german') expect([added.get(name)?.code, added.get(name)?.stdout]).toEqual([0, expect.any(String)]);
      const end = runs.get(name);
      expect(end?.code).toBe(1);
      const last = end?.stderr.trim().split('\n').at(-1) ?? '';
      expect(last).toMatch(says);
      if (name !== 'german') expect(last).toContain(sites.at[name]);
      expect(last).toMatch(/\.$/);
      expect(stackLines(end?.stderr ?? '')).toEqual([]);
      const known = await listed<{ outcome: string; failure: { reason: string; advice: string } | null }>(
        `/api/runs?vendor=${slugOf(name)}`,
      );
      expect(known.map(({ outcome }) => outcome)).toEqual(['failed']);
      expect(known[0]?.failure?.reason).toBeTruthy();
      expect(last).toContain(known[0]?.failure?.reason);
      expect(known[0]?.failure?.advice).toBeTruthy();
      expect(await listed(`/api/drafts?vendor=${slugOf(name)}`)).toEqual([]);
    });
  });

  it('is never connected to where it is private and was not allowed', () => {
    expect(sites.privateHits()).toBe(0);
  });

  it('unlike one that decides nothing: that is drafted with every dimension not assessed', () => {
    const end = ends.get('undecided');
    expect(end?.code, end?.stderr).toBe(0);
    const analysis = Analysis.parse(JSON.parse(end?.stdout ?? ''));
    const dimensions = [...analysis.frameworks.inpact.dimensions, ...analysis.frameworks.goals.dimensions];
    expect(new Set(dimensions.map(({ status, level }) => `${status} ${level}`))).toEqual(
      new Set(['not-assessed null']),
    );
    expect(analysis.frameworks.inpact).toMatchObject({ total: 0, max: 0, band: null });
  });
});

describe('A second process', () => {
  it('is refused the same data folder at once, with a sentence that names the way on', async () => {
    const { code, stdout, stderr, afterFirstWord } = await run('start', '--port', '0');
    expect([code, stdout]).toEqual([1, '']);
    expect(stackLines(stderr)).toEqual([]);
    expect(stderr.trim().split('\n').at(-1)).toContain(data);
    expect(afterFirstWord).toBeLessThan(2_000);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  });

  it('is refused a port in use, and leaves its folder free', async () => {
    const other = join(folder.path, 'other');
    const port = new URL(server.address).port;
    const { code, stdout, stderr } = await assay(['start', '--port', port, '--no-demo'], { data: other });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`Port ${port} is in use`);
    expect(stackLines(stderr)).toEqual([]);
    expect((await readdir(other)).filter((name) => /lock|server/.test(name))).toEqual([]);
  });

  it('does not need to be: the server is ready, and stops in order when told to', async () => {
    const ready = await fetch(`${server.address}/readyz`);
    expect(ready.status).toBe(200);
    expect(await server.stop()).toBe(0);
    expect(await readdir(data)).not.toContain('server.json');
  });
});
