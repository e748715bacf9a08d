import type { HttpReply } from '../../ports.ts';

/** Own pauses double up to this; a host that needs longer is down. */
const longestBackoff = 10;
const firstWait = 0.25;
/** A day: a host that asks for more has a broken clock. */
const longestAsked = 86_400;

/**
 * Seconds for which the host should be left alone before the same request makes sense again; null where it makes none.
 * What the server asks for is given as it is. `failures` counts those in a row, from 1.
 */
export function retrySeconds(reply: HttpReply, failures: number, now: Date): number | null {
  const backoff = Math.min(longestBackoff, firstWait * 2 ** (failures - 1));
  if (reply.kind === 'failed') return reply.cause === 'connection-lost' ? backoff : null;
  if (reply.kind !== 'answer') return null;
  const { status, headers } = reply;
  if (status === 429 || status === 503) {
    const asked = retryAfter(headers['retry-after'], now);
    return asked === null ? backoff : Math.min(longestAsked, Math.max(firstWait, asked));
  }
  return status >= 500 ? backoff : null;
}

/** The header holds seconds or a date. */
function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined || header.trim() === '') return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : (at - now.getTime()) / 1000;
}
