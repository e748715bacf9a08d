import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assay } from '../cli/run-assay.ts';

const nowhere = { data: '/nonexistent/assay' };

/** A folder of labels and one of documents, about one product whose page says one thing. */
async function labelled(decision: 'met' | 'no-evidence'): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-labelled-'));
  await mkdir(join(folder, 'labels'));
  await mkdir(join(folder, 'docs', 'harbourline'), { recursive: true });
  const page = '# Access control\n\nPermissions are granted through roles, and each role can be assigned to users.\n';
  await writeFile(join(folder, 'docs', 'harbourline', 'access.md'), page);
  const label = { id: 'permitted.roles', decision, quotes: [{ file: 'access.md', quote: 'granted through roles' }] };
  await writeFile(join(folder, 'labels', 'harbourline.json'), JSON.stringify({ checks: [label] }));
  return ['--labels', join(folder, 'labels'), '--docs', join(folder, 'docs')];
}

describe('assay eval', () => {
  it('prints a table, the analyst and each gate, and opens no data folder', async () => {
    const { code, stdout } = await assay(['eval', 'agreement', ...(await labelled('met'))], nowhere);
    expect(code).toBe(0);
    expect(stdout).toContain('agreement: offline analyst');
    expect(stdout).toMatch(/inpact\.permitted +1 +1 +1 +100\.0 % +100\.0 %/);
    expect(stdout).toMatch(/^ok {4}of the checks that we call met/m);
  });

  it('exits 1 below a gate', async () => {
    const { code, stdout } = await assay(['eval', 'agreement', ...(await labelled('no-evidence'))], nowhere);
    expect([code, /^FAIL/m.test(stdout)]).toEqual([1, true]);
  });

  it('gives one JSON value, and says what it skipped and why', async () => {
    const { code, stdout } = await assay(['eval', 'agreement', '--json'], nowhere);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { suite: 'agreement', passed: true, skipped: expect.stringContaining('--labels and --docs') },
    ]);
  });
});
