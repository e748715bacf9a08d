import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How commands on this machine find the running server, and prove that they may speak to it. */
const ServerFile = z.object({
  address: z.string(),
  token: z.string(),
  /** Whose token that is: of whoever started the server, who may be another than types a command. Older servers do not say. */
  account: z.string().optional(),
  pid: z.int(),
});
type ServerFile = z.infer<typeof ServerFile>;

/** Writes where the server answers, and a token for it with its account; readable by this user only. */
export async function tellServer(dataFolder: string, server: Omit<Required<ServerFile>, 'pid'>): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, 'server.json');
  await writeFile(path, `${JSON.stringify({ ...server, pid: process.pid })}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
}

/** Removes it on an orderly stop; after a crash `findServer` notices that nobody answers. */
export async function forgetServer(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, 'server.json'), { force: true });
}

/** The server that runs on a data folder, or null when none answers. */
export async function findServer(dataFolder: string): Promise<ServerFile | null> {
  try {
    const server = ServerFile.parse(JSON.parse(await readFile(join(dataFolder, 'server.json'), 'utf8')));
    // After a crash another program may listen there: the token is for the process that wrote it and no other.
    process.kill(server.pid, 0);
    const health = await fetch(`${server.address}/healthz`, { signal: AbortSignal.timeout(2_000) });
    return health.ok ? server : null;
  } catch {
    return null;
  }
}
