import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPrompts, readRubric } from '../../src/adapters/rubric-files.ts';
import { rubricChecks } from '../../src/domain/rubric.ts';
import { UsageError } from '../../src/errors.ts';

const prompts = resolve(import.meta.dirname, '../../prompts');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-rubric-'));
  await cp(join(prompts, 'rubric'), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('The rubric files', () => {
  it('hold sixty-six checks of two frameworks', async () => {
    const rubric = await readRubric(folder);
    expect(rubricChecks(rubric)).toHaveLength(66);
    expect([rubric.inpact.id, rubric.goals.id]).toEqual(['inpact', 'goals']);
  });

  it('have a digest that a comment does not change and a word does', async () => {
    const { digest } = await readRubric(folder);
    await edit('goals.yaml', (text) => `# A comment more.\n${text}`);
    expect((await readRubric(folder)).digest).toBe(digest);
    await edit('goals.yaml', (text) => text.replace(/^( *)label: .*$/m, '$1label: Another word'));
    expect((await readRubric(folder)).digest).not.toBe(digest);
  });

  it('are refused with file, line and field where a value is wrong', async () => {
    const line = await edit('inpact.yaml', (text) => text.replace(/^( *)label: .*$/m, '$1label: ""'));
    await expectRefusal(new RegExp(`inpact\\.yaml:${line}: dimensions\\.0\\.checks\\.0\\.label: `));
  });

  it('are refused at the line of a field that nobody knows', async () => {
    const line = await edit('stack.yaml', (text) => text.replace(/^( *)severity: .*$/m, '$&\n$1colour: red'));
    await expectRefusal(new RegExp(`stack\\.yaml:${line}: layers\\.0\\.categories\\.0\\.colour: `));
  });

  it('are refused with the line where they are not YAML', async () => {
    await edit('goals.yaml', (text) => text.replace(/^( *)label: .*$/m, '$1label: [open'));
    await expectRefusal(/goals\.yaml:\d+: this is not YAML: /);
  });

  it('are refused where one is missing', async () => {
    await rm(join(folder, 'stack.yaml'));
    await expectRefusal(/stack\.yaml cannot be read/);
  });
});

describe('The prompts', () => {
  it('are read by their names, and nothing else of the folder is', async () => {
    await writeFile(join(folder, 'judge.md'), 'Judge {{product}}.');
    expect(await readPrompts(folder)).toEqual({ judge: 'Judge {{product}}.' });
  });
});

/** Changes a file and gives the number of the first line that is different, to compare with the line that is told. */
async function edit(name: string, change: (text: string) => string): Promise<number> {
  const path = join(folder, name);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(path, after);
  const old = before.split('\n');
  return after.split('\n').findIndex((line, index) => line !== old[index]) + 1;
}

async function expectRefusal(sentence: RegExp): Promise<void> {
  const refused = readRubric(folder);
  await expect(refused).rejects.toBeInstanceOf(UsageError);
  await expect(refused).rejects.toThrow(sentence);
}
