import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** A guard as it stands in a source file, and what stands there once it is taken out. */
export interface Cut {
  /** Below `src/`. */
  file: string;
  /** Text that stands in the file exactly once. */
  from: string;
  to: string;
}

export interface Mutant {
  /** Imports a file of the copy, by its path below `src/`. */
  load<T>(file: string): Promise<T>;
  remove(): Promise<void>;
}

/**
 * A copy of the crawler's sources with one guard taken out, so that a test can show that it fails then. The product has
 * no switch for this. Throws where the text does not stand in the file exactly once.
 */
export async function mutant(cut: Cut): Promise<Mutant> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-mutant-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const parts = ['domain', 'adapters/http', 'stages/fetch'];
  for (const part of parts) await cp(join(root, 'src', part), join(folder, 'src', part), { recursive: true });
  await cp(join(root, 'src', 'errors.ts'), join(folder, 'src', 'errors.ts'));
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const path = join(folder, 'src', cut.file);
  const source = await readFile(path, 'utf8');
  if (source.split(cut.from).length !== 2) {
    await remove();
    throw new Error(`In src/${cut.file} this does not stand exactly once: ${cut.from}`);
  }
  await writeFile(
    path,
    source.replace(cut.from, () => cut.to),
  );
  return { load: (file) => import(/* @vite-ignore */ join(folder, 'src', file)), remove };
}
