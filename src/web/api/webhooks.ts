import { z } from 'zod';
import { addWebhook, removeWebhook } from '../../actions/webhooks.ts';
import { Delivery, Webhook } from '../../domain/webhook.ts';
import { type ApiRoute, route } from './route.ts';

export const webhookRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/webhooks',
    right: 'administer',
    summary: 'The webhooks with their latest deliveries, without their secrets',
    reply: z.object({ items: z.array(Webhook.extend({ deliveries: z.array(Delivery) })) }),
    handle: async (_asked, { office }) => ({ items: await office.store.webhooks.list() }),
  }),
  route({
    method: 'post',
    path: '/api/webhooks',
    right: 'administer',
    summary: 'Adds an address that is told of publications, changes and withdrawals; its secret is shown this once',
    body: z.strictObject({ url: z.string().max(2000), secret: z.string().max(200).optional() }),
    reply: Webhook.extend({ secret: z.string() }),
    status: 201,
    handle: ({ body, person }, { office, webhookSender }) =>
      addWebhook({ office, sender: webhookSender }, body, person),
  }),
  route({
    method: 'delete',
    path: '/api/webhooks/{id}',
    right: 'administer',
    summary: 'Removes a webhook; nothing is sent to it any more',
    params: z.object({ id: z.string() }),
    reply: z.object({ id: z.string(), removed: z.literal(true) }),
    handle: async ({ params, person }, { office }) => {
      await removeWebhook(office, params.id, person);
      return { id: params.id, removed: true };
    },
  }),
];
