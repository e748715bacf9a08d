import type { Provider, ProviderOutcome } from '../../ports.ts';
import { seeded } from '../shuffled.ts';

type Failure = Extract<ProviderOutcome, { kind: 'unavailable' }>;

const failures: readonly Failure[] = [
  { kind: 'unavailable', cause: 'rate-limit', reason: 'Too many requests.', retryable: true, retryAfterSeconds: 0 },
  { kind: 'unavailable', cause: 'server', reason: 'The server answers 503.', retryable: true, retryAfterSeconds: 0 },
  {
    kind: 'unavailable',
    cause: 'timed-out',
    reason: 'No answer within the time.',
    retryable: true,
    retryAfterSeconds: 0,
  },
  { kind: 'unavailable', cause: 'network', reason: 'The connection was reset.', retryable: true, retryAfterSeconds: 0 },
];

/** A provider whose calls fail in this share, in an order that the seed chooses; the others reach the one within. */
export function stormModel(within: Provider, { seed, share }: { seed: number; share: number }): Provider {
  const random = seeded(seed);
  return {
    ...within,
    id: `${within.id}-in-a-storm`,
    async call(request) {
      const failure = failures[Math.floor(random() * failures.length)];
      return failure && random() < share ? failure : within.call(request);
    },
  };
}
