import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSecret } from '../../src/actions/accounts.ts';
import { apiOver } from '../../src/cli/api.ts';
import { exportSite } from '../../src/cli/export/export-site.ts';
import { people } from '../actions/office.ts';
import type { TestWeb } from '../web/desk.ts';

/** A copy of a web application's public site. */
export interface ExportedSite {
  folder: string;
  /** Every file by its place in the folder. */
  files: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

/** Exports as the command does, through the API. `answer` may stand between it and the application. */
export async function exportedSite(
  web: TestWeb,
  {
    baseUrl,
    version = '0.0.0-test',
    answer,
  }: { baseUrl?: string; version?: string; answer?: (request: Request) => Promise<Response> | undefined } = {},
): Promise<ExportedSite> {
  const scratch = await mkdtemp(join(tmpdir(), 'assay-export-'));
  const folder = join(scratch, 'site');
  const { secret } = await makeSecret(web.office, { kind: 'token', label: 'export' }, people.reader);
  const api = apiOver({
    place: 'http://in-process',
    token: secret,
    fetch: async (request) => (await answer?.(request)) ?? web.app.fetch(request),
    close: async () => undefined,
  });
  const remove = (): Promise<void> => rm(scratch, { recursive: true, force: true });
  try {
    await exportSite({ connect: async () => api, rubric: async () => web.office.rubric }, { folder, baseUrl, version });
  } catch (error) {
    await remove();
    throw error;
  }
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of names.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1), await readFile(path, 'utf8'));
  }
  return { folder, files, remove };
}
