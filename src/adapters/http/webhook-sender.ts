import { Agent } from 'undici';
import type { WebhookSender } from '../../ports.ts';
import { type DoorSeam, hostPortOf, openDoor, refuseUrl } from './door.ts';
import { guardedConnect } from './guarded-connect.ts';
import { networkFailure } from './network-failure.ts';
import { userAgent } from './request-headers.ts';

interface SenderSettings {
  /** `host:port` pairs that may be private, on any port, and without https. */
  allowHosts: string[];
  contact: string | null;
  version: string;
}

/** A receiver should take a message in and answer at once; Standard Webhooks names 15 to 30 seconds. */
const wholeMilliseconds = 15_000;
/** Of an answer the first words are kept, for whoever looks why a delivery failed. */
const answerCharacters = 200;

/**
 * Sends messages to webhooks through the same door as everything else that opens sockets: public addresses only, unless an
 * operator listed the host. One POST, https unless listed, no redirect followed, no cookie, the answer hardly read.
 * Throws `UsageError` where an entry of `allowHosts` is not `host:port`.
 */
export function openWebhookSender(
  settings: SenderSettings,
  seam: DoorSeam = {},
): WebhookSender & { close(): Promise<void> } {
  const door = openDoor(settings.allowHosts, seam);
  const agent = new Agent({
    connect: guardedConnect(door),
    connections: 2, // One delivery at a time; this bounds a mistake.
    pipelining: 1,
    maxHeaderSize: 16_384,
    headersTimeout: wholeMilliseconds,
    bodyTimeout: wholeMilliseconds,
  });
  const agentName = userAgent(settings);

  function problem(address: string): string | null {
    if (!URL.canParse(address)) return 'This is no address.';
    const url = new URL(address);
    const refusal = refuseUrl(url, door);
    if (refusal) return refusal.reason;
    if (url.protocol !== 'https:' && !door.listed(hostPortOf(url))) return 'A webhook needs an https address.';
    return null;
  }

  return {
    problem,
    async post({ url: address, headers, body }) {
      const refusal = problem(address);
      if (refusal) return { delivered: false, answer: refusal };
      const url = new URL(address);
      try {
        const answer = await agent.request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'user-agent': agentName },
          body,
          signal: AbortSignal.timeout(wholeMilliseconds),
        });
        const words = await firstWords(answer.body);
        const delivered = answer.statusCode >= 200 && answer.statusCode < 300;
        return { delivered, answer: [String(answer.statusCode), delivered ? '' : words].filter(Boolean).join(' ') };
      } catch (error) {
        if (error instanceof Error && error.name === 'TimeoutError') {
          return { delivered: false, answer: `No answer within ${wholeMilliseconds / 1000} seconds.` };
        }
        const failure = networkFailure(error, address);
        if (!failure) throw error;
        return { delivered: false, answer: failure.reason };
      }
    },
    close: () => agent.destroy(),
  };
}

/** The beginning of an answer as one line; the rest of it is not read. */
async function firstWords(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const taken: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    taken.push(chunk);
    length += chunk.length;
    if (length >= answerCharacters) break;
  }
  body.destroy();
  return Buffer.concat(taken).toString('utf8').slice(0, answerCharacters).replace(/\s+/g, ' ').trim();
}
