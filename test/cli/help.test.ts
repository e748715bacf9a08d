import { describe, expect, it } from 'vitest';
import { assay, stackLines } from './run-assay.ts';

const nowhere = { data: '/nonexistent/assay' };

/** Every command there should be; `assay --help` is compared with the first words of these. */
const commands = [
  'start',
  'analyse',
  'vendors',
  'vendors add',
  'vendors import',
  'vendors edit',
  'vendors list',
  'vendors show',
  'vendors archive',
  'run',
  'runs',
  'runs list',
  'runs show',
  'retry',
  'cancel',
  'schedule',
  'upgrade',
  'drafts',
  'drafts list',
  'drafts show',
  'approve',
  'audit',
  'audit export',
  'return',
  'reject',
  'withdraw',
  'export',
  'prompt',
  'verify',
  'rubric',
  'users',
  'users list',
  'users add',
  'users change',
  'users token',
  'users tokens',
  'users revoke',
  'login-link',
  'webhooks',
  'webhooks add',
  'webhooks list',
  'webhooks remove',
  'mcp',
  'eval',
  'doctor',
];

describe('The commands', () => {
  it('are all listed', async () => {
    const { code, stdout, stderr } = await assay(['--help'], nowhere);
    expect([code, stderr]).toEqual([0, '']);
    const listed = [...stdout.matchAll(/^ {2}([a-z-]+)[ |]/gm)]
      .map((match) => match[1])
      .filter((name) => name !== 'help');
    const known = commands.filter((name) => !name.includes(' '));
    expect(listed.filter((name) => !['assay'].includes(name ?? '')).sort()).toEqual([...known].sort());
    expect(stdout).toContain('Example:');
  });

  it('each have help with an example, without opening anything', async () => {
    const wrong: string[] = [];
    await inTurns(commands, async (command) => {
      const { code, stdout, stderr } = await assay([...command.split(' '), '--help'], nowhere);
      const group = ['vendors', 'runs', 'drafts', 'users', 'audit', 'webhooks'].includes(command);
      if (code !== 0 || stderr !== '' || !(group ? /Commands:/ : /Example:\n {2}assay /).test(stdout))
        wrong.push(`${command}: ${code} ${stderr}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('Wrong usage', () => {
  it('ends with 2 and says what is wrong, without opening anything', async () => {
    const cases: [args: string, says: RegExp][] = [
      ['', /Usage: assay/],
      ['nonsense', /unknown command 'nonsense'/],
      ['--nonsense', /unknown option '--nonsense'/],
      ['analyse', /missing required argument 'url'/],
      ['analyse ftp://docs.example.com/', /not an address that starts with http/],
      ['analyse docs.example.com', /not an address that starts with http/],
      ['start extra', /too many arguments/],
      ['start --port many', /^--port must be/m],
      ['vendors add', /missing required argument 'url'/],
      ['vendors edit example', /There is nothing to change/],
      ['approve draft-1', /Name the revision that you looked at/],
      ['approve draft-1 --revision first', /--revision takes a number/],
      ['reject draft-1', /Say why with --reason/],
      ['return draft-1', /Say why with --reason/],
      ['run', /Name a product, or give --all-due/],
      ['schedule --layer L9 weekly', /Allowed choices are L1, L2/],
      ['schedule product --pause --resume', /cannot be used with/],
      ['withdraw product', /--reason/],
      ['users add ada@example.com', /--role/],
      ['users change ada@example.com', /Say what to change/],
      ['users change ada@example.com --activate --deactivate', /Choose one of/],
      ['users change ada@example.com --role king', /Allowed choices are reader/],
      ['users token CI', /--scope/],
      ['users token CI --scope everything', /--scope takes read, vendors/],
      ['users token CI --scope read --days 400', /--days takes a number from 1 to 365/],
      ['users revoke CI', /named by its number/],
      ['eval nonsense', /Allowed choices are quotes, ladder/],
    ];
    const wrong: string[] = [];
    await inTurns(cases, async ([args, says]) => {
      const { code, stdout, stderr } = await assay(args.split(' ').filter(Boolean), nowhere);
      if (code !== 2 || stdout !== '' || !says.test(stderr) || stackLines(stderr).length > 0)
        wrong.push(`${args}: ${code} ${stdout} ${stderr}`);
    });
    expect(wrong).toEqual([]);
  });
});

/** Three at once: the machines that run this have two cores, and a start is partly waiting. */
async function inTurns<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const lane = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await run(next);
  };
  await Promise.all([lane(), lane(), lane()]);
}
