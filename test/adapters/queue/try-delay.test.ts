import { describe, expect, it } from 'vitest';
import { usualTiming } from '../../../src/adapters/queue/settings.ts';
import { TryLater, tryDelay } from '../../../src/adapters/queue/try-delay.ts';
import { PipelineError } from '../../../src/errors.ts';

const failure = (cause: string, waitSeconds?: number): TryLater =>
  new TryLater(
    new PipelineError({
      cause,
      reason: 'It failed.',
      advice: 'Wait.',
      retryable: true,
      ...(waitSeconds === undefined ? {} : { waitSeconds }),
    }),
    'It failed.',
  );

const seconds = (error: unknown): number[] => [1, 2, 3, 4].map((made) => tryDelay(made, error, usualTiming) / 1000);

describe('The delay before the next try', () => {
  it('is as long as was asked, ten minutes at most', () => {
    expect(seconds(failure('unreachable', 90))).toEqual([90, 90, 90, 90]);
    expect(seconds(failure('model-unavailable', 86_400))).toEqual([600, 600, 600, 600]);
    expect(seconds(failure('unreachable', 0))).toEqual([0, 0, 0, 0]);
  });

  it('is half a minute for a provider that is down, doubled each time, and longer where that was asked', () => {
    expect(seconds(failure('model-unavailable'))).toEqual([30, 60, 120, 240]);
    expect(seconds(failure('model-unavailable', 1))).toEqual([30, 60, 120, 240]);
    expect(seconds(failure('model-unavailable', 90))).toEqual([90, 90, 120, 240]);
  });

  it('is seconds for any other failure and for a bug', () => {
    for (const error of [failure('unreachable'), new TryLater(null, 'bug'), new Error('lost')]) {
      seconds(error).forEach((delay, index) => {
        expect(delay).toBeGreaterThanOrEqual(2 ** index);
        expect(delay).toBeLessThanOrEqual(2 ** (index + 1));
      });
    }
  });
});
