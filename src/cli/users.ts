import type { Command } from 'commander';
import type { Here } from './here.ts';
import { printLine } from './output.ts';
import { withApi } from './with-api.ts';

/** `assay users add`, `assay login-link`: accounts. */
export function addUsers(program: Command, here: Here): void {
  program
    .command('users')
    .description('the people who work with Assay')
    .command('add')
    .description('add a person and print their one-time sign-in link')
    .argument('<email>')
    .requiredOption('--role <role>', 'admin, reviewer, editor or reader')
    .addHelpText('after', '\nExample:\n  assay users add ada@example.com --role reviewer')
    .action((email: string, { role }: { role: string }) =>
      withApi(here, async (api) => {
        await api.send('POST', '/api/users', { body: { email, role } });
        const { link } = await api.send<{ link: string }>(
          'POST',
          `/api/users/${encodeURIComponent(email)}/login-link`,
          {},
        );
        printLine(link);
      }),
    );
  program
    .command('login-link')
    .description('print a one-time sign-in link for a person; for the first administrator unless named')
    .argument('[email]')
    .addHelpText('after', '\nExample:\n  assay login-link ada@example.com')
    .action((named?: string) =>
      withApi(here, async (api) => {
        const email = named ?? (await api.get<{ email: string }>('/api/me')).email;
        const { link } = await api.send<{ link: string }>(
          'POST',
          `/api/users/${encodeURIComponent(email)}/login-link`,
          {},
        );
        printLine(link);
      }),
    );
}
