import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endToken, makeSecret } from '../actions/accounts.ts';
import { firstAdmin, signInAddress } from '../actions/first-admin.ts';
import { tellServer } from '../cli/server-file.ts';
import { closeOnSignal, compose } from '../compose.ts';
import { readConfig } from '../config.ts';
import type { LocalToken } from '../domain/local-token.ts';
import { UsageError } from '../errors.ts';
import { createApp } from './app.tsx';
import { listen } from './listen.ts';
import { warmPages } from './warm-pages.ts';
import { webPartsOf } from './web-parts-of.ts';

/** Whoever runs commands inside the container: its host name changes with every new one, so it names nobody. */
const operator = 'operator@assay.local';

/** The web process where each stage has a process of its own: pages and API, no workers. Needs DATABASE_URL. */
try {
  const config = readConfig();
  if (!config.databaseUrl) {
    throw new UsageError('The web process needs DATABASE_URL. To run everything in one process, use "assay start".');
  }
  const assay = await compose(config);
  const stylesheet = await readFile(join(config.packageRoot, 'src', 'web', 'assay.css'), 'utf8');
  const analyst = assay.parts.model?.id ?? 'offline';
  const parts = webPartsOf({ ...assay, analyst, fourEyes: config.fourEyes }, { baseUrl: config.baseUrl, stylesheet });
  // Containers are reached from outside themselves; docker-compose.yml publishes the port on loopback only.
  const app = createApp(parts);
  const server = await listen(app, { port: config.port, host: '0.0.0.0' });
  const warm = warmPages(app, { baseUrl: config.baseUrl, log: assay.log });
  const { person, first, closed } = await firstAdmin(assay.office, operator);
  const label: LocalToken = 'commands beside the web process';
  const wanted = { kind: 'token', label } as const;
  // Where an administrator deactivated the operator's account, commands in the container need a token of somebody else.
  const token = closed ? '' : (await makeSecret(assay.office, wanted, person)).secret;
  closeOnSignal(assay, async () => {
    await server.close();
    warm.stop();
    await warm.ended;
    if (token !== '') await endToken(assay.office, token);
  });
  await tellServer(config.dataFolder, { address: `http://127.0.0.1:${server.port}`, token, account: person.email });
  assay.log('info', `Assay runs at ${config.baseUrl}.`);
  if (first) process.stderr.write(`Sign in once with ${await signInAddress(assay.office, person, config.baseUrl)}\n`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error.exitCode);
}
