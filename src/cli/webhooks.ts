import type { Command } from 'commander';
import type { Delivery, Webhook } from '../domain/webhook.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine, printTable } from './output.ts';
import { withApi } from './with-api.ts';

/** `assay webhooks add · list · remove`: which systems are told of publications, changes and withdrawals. */
export function addWebhooks(program: Command, here: Here): void {
  const webhooks = program.command('webhooks').description('systems that are told of what is published');
  webhooks
    .command('add')
    .description('tell an address from now on; prints the secret that signs what it gets, this once')
    .argument('<url>', 'an https address')
    .option('--secret <secret>', 'at least 24 characters; one is made unless given')
    .addHelpText('after', '\nExample:\n  assay webhooks add https://hooks.company.example/assay')
    .action((url: string, { secret }: { secret?: string }) =>
      withApi(here, async (api) => {
        const made = await api.send<{ id: string; secret: string }>('POST', '/api/webhooks', { body: { url, secret } });
        printLine(secret === undefined ? made.secret : made.id);
        note(`${made.id} is told from now on. The secret is not shown again.`);
      }),
    );
  webhooks
    .command('list')
    .description('the webhooks, each with what came of its last message')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay webhooks list')
    .action(({ json }: { json?: boolean }) =>
      withApi(here, async (api) => {
        const { items } = await api.get<{ items: (Webhook & { deliveries: Delivery[] })[] }>('/api/webhooks');
        if (json) {
          printJson(items);
          return;
        }
        const rows = items.map(({ id, url, deliveries: [last] }) => [
          id,
          url,
          last ? `${last.state}: ${last.about} ${last.slug}, version ${last.version}` : 'nothing sent yet',
          last?.answer ?? '',
        ]);
        printTable(['id', 'address', 'last message', 'answer'], rows, 'No webhook yet: "assay webhooks add URL".');
      }),
    );
  webhooks
    .command('remove')
    .description('tell an address nothing any more')
    .argument('<id>', 'as "assay webhooks list" shows it')
    .addHelpText('after', '\nExample:\n  assay webhooks remove webhook-0123456789abcdef')
    .action((id: string) =>
      withApi(here, async (api) => {
        await api.send('DELETE', `/api/webhooks/${encodeURIComponent(id)}`, {});
        printLine(`${id} is removed.`);
      }),
    );
}
