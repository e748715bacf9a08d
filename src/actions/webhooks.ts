import { randomBytes } from 'node:crypto';
import type { Person } from '../domain/person.ts';
import type { Webhook } from '../domain/webhook.ts';
import { Refused } from '../errors.ts';
import type { Office, WebhookSender } from '../ports.ts';
import { allow } from './allow.ts';

type Desk = Pick<Office, 'store' | 'clock'>;

/** Below this a secret could be guessed by trying; Standard Webhooks asks for 24 bytes of a made one. */
const shortestSecret = 24;
/** An installation tells a few systems; many would be a mistake in a script. */
const mostWebhooks = 20;

/**
 * Adds an address that is told of what is published. Gives its secret, this once; a made one unless given. Throws
 * `Refused` (422) for an address that cannot be one, and for a short secret; (409) for one that is there.
 */
export async function addWebhook(
  { office, sender }: { office: Desk; sender: Pick<WebhookSender, 'problem'> },
  { url, secret }: { url: string; secret?: string },
  by: Person,
): Promise<Webhook & { secret: string }> {
  allow(by, 'administer');
  const address = url.trim();
  const wrong = sender.problem(address);
  if (wrong) throw refused('url', wrong, 'Give an https address that is reachable from the internet.');
  if (secret !== undefined && secret.length < shortestSecret) {
    throw refused('secret', `A secret has at least ${shortestSecret} characters.`, 'Leave it out to have one made.');
  }
  // Behind the prefix stands base64; what is none would sign with an empty key.
  if (secret?.startsWith('whsec_') && Buffer.from(secret.slice(6), 'base64').length < shortestSecret / 2) {
    throw refused(
      'secret',
      'A secret that begins with whsec_ holds base64 behind it.',
      'Leave it out to have one made.',
    );
  }
  const known = await office.store.webhooks.list();
  if (known.some((other) => other.url === address)) {
    throw new Refused({
      status: 409,
      code: 'webhook-known',
      message: `${address} is told already.`,
      advice: 'To give it another secret, remove it and add it anew.',
    });
  }
  if (known.length >= mostWebhooks) {
    throw refused('url', `There are ${mostWebhooks} webhooks already.`, 'Remove one that is not needed.');
  }
  const webhook = {
    id: `webhook-${randomBytes(8).toString('hex')}`,
    url: address,
    secret: secret ?? `whsec_${randomBytes(32).toString('base64')}`,
    addedBy: by.email,
    addedAt: office.clock.now().toISOString(),
  };
  await office.store.webhooks.add(webhook);
  return webhook;
}

/** Ends a webhook and what still waited to be sent to it. Throws `Refused` (404) where there is none of this id. */
export async function removeWebhook(office: Desk, id: string, by: Person): Promise<void> {
  allow(by, 'administer');
  if ((await office.store.webhooks.remove(id, by.email)) === 'removed') return;
  throw new Refused({
    status: 404,
    code: 'unknown-webhook',
    message: `There is no webhook "${id}".`,
    advice: '"assay webhooks list" shows those there are.',
  });
}

function refused(path: string, message: string, advice: string): Refused {
  return new Refused({
    status: 422,
    code: 'bad-webhook',
    message,
    advice,
    details: [{ path, message }],
  });
}
