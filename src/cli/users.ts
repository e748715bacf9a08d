import { type Command, Option } from 'commander';
import type { Account } from '../domain/account.ts';
import type { Role } from '../domain/closed-lists.ts';
import { UsageError } from '../errors.ts';
import { type Api, ApiProblem } from './api.ts';
import { firstPerson } from './first-person.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine, printTable } from './output.ts';
import { whoAmI } from './who-am-i.ts';
import { withApi } from './with-api.ts';

/** Written out, so that `--help` loads no schemas; a role that is missing does not compile. */
const roles: Record<Role, true> = { reader: true, editor: true, reviewer: true, admin: true };

/** `assay users …`, `assay login-link`: who may work here, and how they get in. */
export function addUsers(program: Command, here: Here): Command {
  const users = program.command('users').description('the people who work with Assay, and tokens for programs');
  users
    .command('list', { isDefault: true })
    .description('everybody who has an account')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay users list')
    .action((flags: { json?: boolean }) => withApi(here, (api) => list(api, flags)));
  users
    .command('add')
    .description('add a person and print their one-time sign-in link')
    .argument('<email>')
    .requiredOption('--role <role>', 'admin, reviewer, editor or reader')
    .addHelpText('after', '\nExample:\n  assay users add ada@example.com --role reviewer')
    .action((email: string, { role }: { role: string }) =>
      withApi(here, async (api) => {
        await api.send('POST', '/api/users', { body: { email, role } });
        printLine(await linkFor(api, email));
      }),
    );
  users
    .command('change')
    .description('change a person’s role, which ends their sessions; or deactivate or activate them')
    .argument('<email>')
    .addOption(new Option('--role <role>', 'the new role').choices(Object.keys(roles)))
    .option('--deactivate', 'end their sessions and tokens at once, and let them in no more')
    .option('--activate', 'let them in again')
    .addHelpText('after', '\nExample:\n  assay users change ada@example.com --role admin')
    .action((email: string, flags: ChangeFlags) => {
      const body = changeOf(flags);
      return withApi(here, async (api) => {
        if (flags.deactivate || (flags.role && flags.role !== 'admin')) await mustNotBeOwn(api, email, flags.role);
        const account = await api.send<Account>('PATCH', `/api/users/${encodeURIComponent(email)}`, { body });
        printLine(`${account.email}: ${account.role}, ${account.active ? 'active' : 'deactivated'}`);
      });
    });
  program
    .command('login-link')
    .description('print a one-time sign-in link for a person; for the first administrator unless named')
    .argument('[email]')
    .addHelpText('after', '\nExample:\n  assay login-link ada@example.com')
    .action((named?: string) =>
      withApi(here, async (api) => {
        const email = named ?? (await firstPerson(api));
        if (!named) note(`For ${email}:`);
        printLine(await linkFor(api, email));
      }),
    );
  return users;
}

/** Throws `UsageError` where the account is the one that signs the commands here, of which none could take it back. */
async function mustNotBeOwn(api: Api, email: string, role: string | undefined): Promise<void> {
  const own = await whoSigns(api);
  if (!own?.machine || own.email.toLowerCase() !== email.toLowerCase()) return;
  const after = role
    ? `as ${role} it could no longer let people in or change roles`
    : 'deactivated, none of them would work';
  throw new UsageError(
    `${own.email} signs the commands on this machine: ${after}, and no command could undo it. ` +
      'If that is what you want, an administrator who is signed in does it under Settings, People.',
    1,
  );
}

/** Null where the token may not even ask that: the program's own may ask everything. */
async function whoSigns(api: Api): Promise<{ email: string; machine: boolean } | null> {
  try {
    return await whoAmI(api);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 403) return null;
    throw error;
  }
}

async function linkFor(api: Api, email: string): Promise<string> {
  const path = `/api/users/${encodeURIComponent(email)}/login-link`;
  return (await api.send<{ link: string }>('POST', path, {})).link;
}

async function list(api: Api, flags: { json?: boolean }): Promise<void> {
  const { items } = await api.get<{ items: Account[] }>('/api/users');
  if (flags.json) {
    printJson(items);
    return;
  }
  const rows = items.map((account) => [
    account.email,
    account.name,
    account.active ? account.role : `${account.role}, deactivated`,
    account.hasPassword ? 'password' : 'links',
    account.lastUsedAt?.slice(0, 10) ?? 'never',
  ]);
  printTable(['person', 'name', 'role', 'signs in by', 'last here (UTC)'], rows, 'Nobody has an account.');
}

interface ChangeFlags {
  role?: string;
  activate?: boolean;
  deactivate?: boolean;
}

/** Checked before anything is opened. */
function changeOf({ role, activate, deactivate }: ChangeFlags): object {
  if (activate && deactivate) throw new UsageError('Choose one of --activate and --deactivate.');
  if (!role && !activate && !deactivate) {
    throw new UsageError('Say what to change: --role, --deactivate or --activate.');
  }
  return { ...(role ? { role } : {}), ...(activate || deactivate ? { active: activate === true } : {}) };
}
