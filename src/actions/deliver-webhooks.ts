import { webhookHeaders } from '../domain/webhook-signature.ts';
import type { Office, TakenDelivery, WebhookSender } from '../ports.ts';
import { type ToldNews, whatChanged } from './what-changed.ts';

/** Messages that one look sends: at up to 15 seconds each they are through within their lease. */
const atOnce = 20;
/** So long no other process sends what one has taken; a process that ended lets go of it then. */
const leaseSeconds = 600;
/** Minutes after each failed try until the next; the tries end within a day. */
const delaysMinutes = [1, 5, 15, 60, 180, 360, 720] as const;

/** Sends the messages that are due, and notes what came of each. Gives how many were delivered and how many failed. */
export async function deliverWebhooks(
  office: Pick<Office, 'store' | 'clock' | 'rubric'>,
  { sender, baseUrl }: { sender: WebhookSender; baseUrl: string },
): Promise<{ delivered: number; failed: number }> {
  const { webhooks } = office.store;
  const count = { delivered: 0, failed: 0 };
  const taken = await webhooks.take(atOnce, leaseSeconds);
  const told = await whatChanged(
    office,
    taken.map(({ news }) => news),
  );
  for (const [index, delivery] of taken.entries()) {
    const news = told[index];
    if (!news) continue;
    const body = bodyOf(news, baseUrl);
    const timestamp = Math.floor(office.clock.now().getTime() / 1000);
    const headers = webhookHeaders(delivery.secret, { id: delivery.id, timestamp, body });
    const { delivered, answer } = await sender.post({ url: delivery.url, headers, body });
    await webhooks.settle(delivery.id, { answer, delivered, next: delivered ? null : nextTry(office, delivery) });
    count[delivered ? 'delivered' : 'failed'] += 1;
  }
  return count;
}

function nextTry({ clock }: Pick<Office, 'clock'>, { tries }: TakenDelivery): string | null {
  const minutes = delaysMinutes[tries];
  return minutes === undefined ? null : new Date(clock.now().getTime() + minutes * 60_000).toISOString();
}

/** The message: what happened, when, to which product, and what it changed, in sentences. */
function bodyOf(news: ToldNews, baseUrl: string): string {
  const { kind, at, slug, name, version, approvedBy, reason, story } = news;
  const what = kind === 'published' && version > 1 ? 'changed' : kind;
  return JSON.stringify({
    type: `publication.${what}`,
    timestamp: at,
    data: {
      ...{ slug, name, version, approvedBy, reason },
      url: `${baseUrl}/vendors/${slug}`,
      changes: story.sentences,
    },
  });
}
