import type { Context, Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { addWebhook, removeWebhook } from '../../actions/webhooks.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { fieldsOf, signedIn } from './asked.ts';
import { SettingsWebhooksPage, type WebhooksProps } from './settings-webhooks-page.tsx';

type Asked = Context<{ Variables: WebVariables }>;

/** The settings of webhooks, for administrators. */
export function addSettingsOfWebhooks(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office, webhookSender } = parts;

  app.get('/settings/webhooks', (c) => {
    allow(signedIn(c), 'administer');
    return show(c, parts, {});
  });

  app.post('/settings/webhooks', async (c) => {
    const by = signedIn(c);
    const { url = '' } = await fieldsOf(c);
    try {
      const made = await addWebhook({ office, sender: webhookSender }, { url }, by);
      return await show(c, parts, { made });
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 403) throw error;
      const problem = { form: 'webhook', message: error.message, advice: error.advice };
      return show(c, parts, { problem, typed: url, status: error.status });
    }
  });

  app.post('/settings/webhooks/remove', async (c) => {
    const { id = '' } = await fieldsOf(c);
    await removeWebhook(office, id, signedIn(c));
    return c.redirect('/settings/webhooks', 303);
  });
}

type Extra = Partial<Pick<WebhooksProps, 'made' | 'typed' | 'problem'>> & { status?: Refused['status'] };

async function show(c: Asked, parts: WebParts, extra: Extra): Promise<Response> {
  const element = (
    <SettingsWebhooksPage
      frame={frameOf(c, parts)}
      webhooks={await parts.office.store.webhooks.list()}
      made={extra.made ?? null}
      typed={extra.typed ?? ''}
      problem={extra.problem ?? null}
    />
  );
  return page(c, element, extra.status ?? 200);
}
