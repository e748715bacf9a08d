import { createHmac } from 'node:crypto';

interface Signed {
  /** The message's id, the same in every try. */
  id: string;
  /** Seconds since 1970 of this try. */
  timestamp: number;
  body: string;
}

/**
 * The headers of a message by the Standard Webhooks specification: `webhook-id`, `webhook-timestamp` and
 * `webhook-signature`, which is `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`. A secret that begins with
 * `whsec_` is base64 behind it; any other is taken as its bytes.
 */
export function webhookHeaders(secret: string, { id, timestamp, body }: Signed): Record<string, string> {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}
