import type { Command } from 'commander';
import type { KeptSecret } from '../domain/account.ts';
import type { Scope } from '../domain/scope.ts';
import { UsageError } from '../errors.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine, printTable } from './output.ts';
import { withApi } from './with-api.ts';

/** Written out, so that `--help` loads no schemas; a scope that is missing does not compile. */
const known: Record<Scope, true> = { read: true, vendors: true, runs: true, review: true, admin: true };
const names = Object.keys(known).join(', ');

/** `assay users token · tokens · revoke`: tokens of whoever runs the command. */
export function addTokens(users: Command, here: Here): void {
  users
    .command('token')
    .description('make a token of your own for a program, and print it this once')
    .argument('<name>', 'what it is for')
    .requiredOption('--scope <scopes>', `what it may do, comma separated: ${names}`)
    .option('--days <n>', 'how long it works, up to 365', '90')
    .addHelpText('after', '\nExample:\n  assay users token "nightly import" --scope read,vendors --days 30')
    .action((label: string, flags: { scope: string; days: string }) => {
      const body = { label, ...asked(flags) };
      return withApi(here, async (api) => {
        const made = await api.send<{ token: string; expiresAt: string }>('POST', '/api/tokens', { body });
        printLine(made.token);
        note(`It works until ${made.expiresAt.slice(0, 10)} and is not shown again.`);
      });
    });
  users
    .command('tokens')
    .description('your own tokens, without their secrets')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay users tokens')
    .action((flags: { json?: boolean }) =>
      withApi(here, async (api) => {
        const { items } = await api.get<{ items: KeptSecret[] }>('/api/tokens');
        if (flags.json) {
          printJson(items);
          return;
        }
        const rows = items.map((token) => [
          String(token.id),
          token.label,
          token.scopes.join(', '),
          token.lastUsedAt?.slice(0, 10) ?? 'never',
          token.expiresAt.slice(0, 10),
        ]);
        printTable(['id', 'name', 'scopes', 'last used (UTC)', 'expires (UTC)'], rows, 'You have no tokens.');
      }),
    );
  users
    .command('revoke')
    .description('end a token of your own')
    .argument('<id>', 'as "assay users tokens" lists it')
    .addHelpText('after', '\nExample:\n  assay users revoke 7')
    .action((id: string) => {
      if (!/^[1-9]\d*$/.test(id)) throw new UsageError(`A token is named by its number, such as 7, not "${id}".`);
      return withApi(here, async (api) => {
        await api.send('DELETE', `/api/tokens/${id}`, {});
        printLine(`Token ${id} is revoked.`);
      });
    });
}

/** Checked before anything is opened. */
function asked({ scope, days }: { scope: string; days: string }): { scopes: string[]; days: number } {
  const scopes = scope.split(',').map((one) => one.trim());
  const odd = scopes.find((one) => !Object.hasOwn(known, one));
  if (odd !== undefined) throw new UsageError(`--scope takes ${names}, comma separated, not "${odd}".`);
  if (!/^[1-9]\d{0,2}$/.test(days) || Number(days) > 365) {
    throw new UsageError(`--days takes a number from 1 to 365, not "${days}".`);
  }
  return { scopes, days: Number(days) };
}
