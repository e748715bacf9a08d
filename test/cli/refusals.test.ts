import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { UsageError } from '../../src/errors.ts';
import { assay, stackLines, temporaryFolder } from './run-assay.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const start = ['start', '--port', '0', '--no-demo'];

async function refusal(args: string[], data: string, env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await assay(args, { data, env, cwd: folder.path });
  expect(stdout).toBe('');
  expect(stackLines(stderr)).toEqual([]);
  return { code, said: stderr.trim().split('\n').at(-1) ?? '' };
}

describe('Starting is refused with a sentence', () => {
  it('where REDIS_URL is set without DATABASE_URL', async () => {
    const data = join(folder.path, 'redis');
    const { code, said } = await refusal(start, data, { REDIS_URL: 'redis://127.0.0.1:6379' });
    expect(code).toBe(2);
    expect(said).toMatch(/^REDIS_URL is set without DATABASE_URL\./);
    expect(await readdir(folder.path)).not.toContain('redis');
  });

  it('where private addresses are allowed in production', async () => {
    const env = { NODE_ENV: 'production', ASSAY_ALLOW_HOSTS: '127.0.0.1:4600' };
    const { code, said } = await refusal(start, join(folder.path, 'production'), env);
    expect([code, said.includes('ASSAY_ALLOW_HOSTS')]).toEqual([2, true]);
  });

  it('where browsers would drop the session: plain http on another address than this machine’s', async () => {
    const env = { ASSAY_BASE_URL: 'http://assay.company.example', ASSAY_PORT: '4999' };
    const { code, said } = await refusal(['vendors', 'list'], join(folder.path, 'plain'), env);
    expect([code, said.includes('https')]).toEqual([2, true]);
  });

  it('where the first administrator is no address', async () => {
    const data = join(folder.path, 'nobody');
    const { code, said } = await refusal([...start, '--as', 'Ada'], data);
    expect([code, said]).toEqual([2, expect.stringContaining('"Ada" is none')]);
    expect(await readdir(folder.path)).not.toContain('nobody');
  });

  it('where the database does not answer', async () => {
    const env = { DATABASE_URL: 'postgres://assay:secret-canary@127.0.0.1:9/assay' };
    const { code, said } = await refusal(start, join(folder.path, 'none'), env);
    expect([code, said.includes('secret-canary')]).toEqual([1, false]);
    expect(said).toMatch(/DATABASE_URL|PostgreSQL/);
  });

  it('where the data folder is a file, or below one', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, 'kept');
    for (const data of [file, join(file, 'below')]) {
      const { code, said } = await refusal(start, data);
      expect([code, said]).toEqual([1, expect.stringContaining(data)]);
      expect(said).toContain('is not a folder');
    }
    expect(await readFile(file, 'utf8')).toBe('kept');
  });

  it.skipIf(process.getuid?.() === 0)(
    'where the data folder is read-only (skipped as root, whom nothing stops)',
    async () => {
      const data = join(folder.path, 'read-only');
      await mkdir(data);
      await chmod(data, 0o500);
      const { code, said } = await refusal(start, data);
      expect([code, said.includes('cannot be written')]).toEqual([1, true]);
    },
  );

  it.each(['abc', '99999', '-1', '1.5'])('where the port is "%s", by the flag that was typed', async (port) => {
    const { code, said } = await refusal(['start', `--port=${port}`], join(folder.path, 'port'));
    expect([code, said]).toEqual([2, `--port must be a whole number from 0 to 65535, not "${port}".`]);
  });

  it('by a setting that makes no sense, naming it', async () => {
    const { code, said } = await refusal(['vendors', 'list'], join(folder.path, 'odd'), { ASSAY_FOUR_EYES: 'yes' });
    expect([code, said]).toEqual([2, expect.stringContaining('ASSAY_FOUR_EYES')]);
  });
});

describe('A budget', () => {
  it.each(['0', '-1', 'much', '1e3', '0.0'])('of "%s" is refused as wrong usage', async (budget) => {
    const data = join(folder.path, 'budget');
    const { code, said } = await refusal(['run', 'quillstore', '--budget', budget], data);
    expect([code, said]).toEqual([2, expect.stringContaining('--budget takes an amount of dollars above zero')]);
    expect(await readdir(folder.path)).not.toContain('budget');
  });
});

describe('A command against a server elsewhere', () => {
  it('says that nobody answers, that a token is missing, or that it is not valid', async () => {
    const data = join(folder.path, 'elsewhere');
    const env = { ASSAY_URL: 'http://127.0.0.1:9', ASSAY_TOKEN: 'x'.repeat(43) };
    expect(await refusal(['runs'], data, env)).toEqual({
      code: 1,
      said: expect.stringContaining('No Assay answers at http://127.0.0.1:9'),
    });
    expect((await refusal(['runs'], data, { ASSAY_URL: env.ASSAY_URL })).said).toContain('ASSAY_TOKEN');
    const alone = await refusal(['runs'], data, { ASSAY_TOKEN: env.ASSAY_TOKEN });
    expect([alone.code, alone.said]).toEqual([2, expect.stringContaining('no server runs on')]);
    expect(await readdir(folder.path)).not.toContain('elsewhere');
  });
});

describe('What needs no database', () => {
  it('is the rubric: all checks by name, or as JSON', async () => {
    const { code, stdout } = await assay(['rubric', '--json'], { data: '/nonexistent/assay' });
    const rubric = JSON.parse(stdout) as { inpact: { dimensions: unknown[] }; goals: { dimensions: unknown[] } };
    expect([code, rubric.inpact.dimensions.length, rubric.goals.dimensions.length]).toEqual([0, 6, 5]);
    const plain = await assay(['rubric'], { data: '/nonexistent/assay' });
    expect(plain.stdout.match(/^ {5}[a-z]+\.[a-z-]+/gm)).toHaveLength(66);
  });
});

describe('A broken rubric file', () => {
  it('is named with its line', async () => {
    const rubric = join(folder.path, 'rubric');
    await cp(join(import.meta.dirname, '..', '..', 'prompts', 'rubric'), rubric, { recursive: true });
    const path = join(rubric, 'inpact.yaml');
    const lines = (await readFile(path, 'utf8')).split('\n');
    const at = lines.findIndex((line) => /^\s*question:/.test(line));
    lines[at] = (lines[at] ?? '').replace(/question:.*/, 'question: 7');
    await writeFile(path, lines.join('\n'));
    const refused = readRubric(rubric);
    await expect(refused).rejects.toBeInstanceOf(UsageError);
    await expect(refused).rejects.toThrow(`${path}:${at + 1}: `);
  });
});

describe('A command without a server', () => {
  it('opens its own Assay, leaves nothing behind that stands in the way, and finds its work again', async () => {
    const data = join(folder.path, 'own');
    const added = ['vendors', 'add', 'https://docs.quillstore.example/', '--name', 'Quillstore', '--layer', 'L1'];
    expect((await assay(added, { data })).code).toBe(0);
    const run = await assay(['run', 'quillstore', '--offline', '--json'], { data });
    const [end] = JSON.parse(run.stdout) as { outcome: string; draftId: string }[];
    expect([run.code, end?.outcome]).toEqual([0, 'drafted']);
    const doctor = await assay(['doctor', '--json'], { data });
    expect(JSON.parse(doctor.stdout)).toContainEqual(expect.objectContaining({ what: 'database', ok: true }));
    const approved = await assay(['approve', end?.draftId ?? '', '--revision', '1'], { data });
    expect([approved.code, approved.stdout]).toEqual([0, 'Approved and published: /vendors/quillstore\n']);
    expect((await assay(['verify'], { data })).code).toBe(0);
    expect((await readdir(data)).filter((name) => name !== 'database')).toEqual([]);
  }, 120_000);
});
