import type { Delivery, Webhook } from '../../domain/webhook.ts';
import type { Frame } from '../public/layout.tsx';
import { Table } from '../public/table.tsx';
import { moment } from './moment.ts';
import { type FormProblem, ProblemOf, SettingsFrame, ShownOnce } from './settings-frame.tsx';

export interface WebhooksProps {
  frame: Frame;
  webhooks: (Webhook & { deliveries: Delivery[] })[];
  /** One just added, with its secret in clear. */
  made: { url: string; secret: string } | null;
  typed: string;
  problem: FormProblem | null;
}

const states: Record<Delivery['state'], string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  'given-up': 'Given up',
};

const abouts: Record<Delivery['about'], string> = {
  published: 'published',
  changed: 'changed',
  withdrawn: 'withdrawn',
};

/** Which systems are told of what is published, and what came of the last messages. */
export function SettingsWebhooksPage({ frame, webhooks, made, typed, problem }: WebhooksProps) {
  return (
    <SettingsFrame frame={frame} here="/settings/webhooks" title="Webhooks">
      <h2>Webhooks</h2>
      <p>
        Each address gets a signed message when an analysis is published, changed or withdrawn. A message that is not
        answered with a status from 200 to 299 is sent again, later each time, for up to a day.
      </p>
      {made ? (
        <ShownOnce title={`The secret for ${made.url}`} secret={made.secret}>
          Copy it now, it is not shown again. The receiver checks with it that a message came from here.
        </ShownOnce>
      ) : null}
      {webhooks.map((webhook) => (
        <section>
          <h3 class="address">{webhook.url}</h3>
          <p class="soft">
            Added by {webhook.addedBy} on {moment(webhook.addedAt)}
          </p>
          {webhook.deliveries.length === 0 ? (
            <p>Nothing has been published since, so nothing was sent yet.</p>
          ) : (
            <Table
              caption="Latest messages"
              head={['About', 'State', 'Tries', 'Last answer', 'Next try']}
              rows={webhook.deliveries.map(({ slug, version, about, state, tries, answer, dueAt }) => [
                <>
                  <a href={`/vendors/${slug}/history`}>{slug}</a>, version {version} {abouts[about]}
                </>,
                states[state],
                String(tries),
                answer || 'none yet',
                dueAt ? moment(dueAt) : '',
              ])}
            />
          )}
          <form method="post" action="/settings/webhooks/remove">
            <input type="hidden" name="id" value={webhook.id} />
            <button type="submit" class="quiet small" aria-label={`Remove the webhook to ${webhook.url}`}>
              Remove
            </button>
          </form>
        </section>
      ))}
      <h3>New webhook</h3>
      <ProblemOf form="webhook" problem={problem} />
      <form method="post" action="/settings/webhooks" class="stacked">
        <label for="webhook-url">Address</label>
        <input id="webhook-url" name="url" type="url" required placeholder="https://" value={typed} />
        <button type="submit">Add</button>
      </form>
    </SettingsFrame>
  );
}
