import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { UsageError } from '../../errors.ts';

const run = promisify(execFile);
const pgliteEntry = createRequire(import.meta.url).resolve('@electric-sql/pglite');

/** Where prepared clusters are kept when no folder is given. */
export function defaultTemplateFolder(): string {
  return join(homedir(), '.cache', 'assay');
}

/**
 * Puts an empty database at `target`, whole or not at all. Creating one takes seconds and 860 MB of memory, so that is
 * done once per user and PGlite version, in a process of its own, and kept; after that it is a copy of 39 MB in tens of
 * milliseconds. Migrations are not part of it: they take milliseconds and would multiply the copies.
 */
export async function placeEmptyCluster(target: string, templateFolder: string): Promise<void> {
  const half = await mkdtemp(`${target}.half-`);
  try {
    const template = await preparedTemplate(templateFolder);
    if (template) await cp(template, half, { recursive: true, mode: constants.COPYFILE_FICLONE });
    else await createCluster(half);
    await rename(half, target);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
}

/** The prepared cluster, made now if it is missing; null when the folder cannot hold one. */
async function preparedTemplate(templateFolder: string): Promise<string | null> {
  const path = join(templateFolder, `pglite-${await pgliteVersion()}`);
  if (await isFolder(path)) return path;
  let half: string;
  try {
    await mkdir(templateFolder, { recursive: true, mode: 0o700 });
    half = await mkdtemp(`${path}.half-`);
  } catch {
    return null;
  }
  try {
    await createCluster(half);
    await rename(half, path);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    // Another process was faster: its cluster is as good.
    if (!(await isFolder(path))) throw error;
  }
  return path;
}

async function createCluster(folder: string): Promise<void> {
  const program = `const { PGlite } = await import(${JSON.stringify(pathToFileURL(pgliteEntry).href)});
    const db = await PGlite.create(process.argv[1]); await db.exec('CHECKPOINT'); await db.close();`;
  try {
    await run(process.execPath, ['--input-type=module', '-e', program, folder], { timeout: 120_000 });
  } catch (error) {
    throw new UsageError(
      `The embedded database could not be created (${firstLine(error)}). It needs about 900 MB of memory once and 40 MB of ` +
        'disk; with DATABASE_URL a PostgreSQL is used instead.',
      1,
    );
  }
}

async function pgliteVersion(): Promise<string> {
  const text = await readFile(join(dirname(pgliteEntry), '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr || message).split('\n').map((line) => line.trim());
  return lines.find((line) => /error/i.test(line)) ?? lines[0] ?? 'no reason given';
}
