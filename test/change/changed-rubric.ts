import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import type { Rubric } from '../../src/domain/rubric.ts';

/** The rubric read from a copy of its files in which one text is another one; fails where no file holds it. */
export async function changedRubric(from: string, to: string): Promise<Rubric> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-rubric-'));
  try {
    await cp(join(import.meta.dirname, '..', '..', 'prompts', 'rubric'), folder, { recursive: true });
    let found = 0;
    for (const name of ['inpact.yaml', 'goals.yaml', 'stack.yaml']) {
      const text = await readFile(join(folder, name), 'utf8');
      if (!text.includes(from)) continue;
      found += 1;
      await writeFile(
        join(folder, name),
        text.replace(from, () => to),
      );
    }
    if (found !== 1) throw new Error(`${found} files of the rubric say "${from}"`);
    return await readRubric(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
