import type { HttpReply } from '../../ports.ts';

/** A server may ask for minutes; a run that waited that long for one page would read little else. */
const longestWait = 10;
const firstWait = 0.25;

/** Seconds to wait before the same request makes sense again; null where it makes none. `tries` counts from 1. */
export function retrySeconds(reply: HttpReply, tries: number, now: Date): number | null {
  const backoff = Math.min(longestWait, firstWait * 2 ** (tries - 1));
  if (reply.kind === 'failed') return reply.cause === 'connection-lost' ? backoff : null;
  if (reply.kind !== 'answer') return null;
  const { status, headers } = reply;
  if (status === 429 || status === 503) {
    const asked = retryAfter(headers['retry-after'], now);
    return asked === null ? backoff : Math.min(longestWait, Math.max(firstWait, asked));
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
