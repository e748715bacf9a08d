import { describe, expect, it } from 'vitest';
import { callTotals } from '../../src/domain/call-totals.ts';
import { callsSentences } from '../../src/domain/calls-sentences.ts';
import { dollars } from '../../src/domain/dollars.ts';
import type { ModelCall } from '../../src/domain/model-call.ts';

function aCall(over: Partial<ModelCall> = {}): ModelCall {
  return {
    id: 'call-1',
    runId: 'run-1',
    stage: 'draft',
    task: 'judge',
    subject: 'inpact.permitted',
    requestDigest: '0'.repeat(64),
    model: 'm',
    state: 'settled',
    outcome: 'reply',
    reason: '',
    inputTokens: 1_000,
    outputTokens: 200,
    countedTokens: 1_300,
    countedUsd: 0.1,
    runCapUsd: null,
    runCapTokens: null,
    milliseconds: 900,
    at: '2026-03-01T10:00:00.000Z',
    ...over,
  };
}

const said = (calls: ModelCall[], ended = true): string => callsSentences(callTotals(calls), ended).join(' ');

describe('What a run’s calls come to, in words', () => {
  it('is that no model was asked, where none was', () => {
    expect(said([])).toBe('No model was asked in this run.');
  });

  it('is nothing spent where every reply was a kept one', () => {
    expect(said([aCall({ state: 'kept', countedTokens: 0, countedUsd: null })])).toBe(
      'The model was not called: 1 reply of earlier calls was used again, for nothing.',
    );
  });

  it('adds dollars without the crumbs of binary fractions', () => {
    expect(callTotals([aCall({ countedUsd: 0.1 }), aCall({ countedUsd: 0.2 })]).usd).toBe(0.3);
  });

  it('is tokens, and what they may come to, for a model without a known price', () => {
    const calls = [
      aCall({ countedUsd: null, runCapTokens: 90_000 }),
      aCall({ countedUsd: null, runCapTokens: 90_000 }),
    ];
    expect(said(calls)).toBe(
      'The model was called 2 times. The model has no known price: 2,000 tokens in and 400 out, as reported; 2,600 of at most 90,000 count against its budget.',
    );
  });

  it('is an upper bound, and says why, where the provider told nothing or what cannot be', () => {
    const silent = aCall({ inputTokens: null, outputTokens: null, countedTokens: 9_000 });
    const zero = aCall({ inputTokens: 0, outputTokens: 0, countedTokens: 9_000 });
    const huge = aCall({ inputTokens: 1e12, outputTokens: 1e12, countedTokens: 9_000 });
    expect(said([silent, zero, huge, aCall({})])).toMatch(
      /It counts as \$0\.4000: .* Of 3 calls the provider told no number of tokens, or one that cannot be true: they count at the most/,
    );
    // Turned away, so that it costs nothing; and a coarser tokenizer than ours.
    const free = aCall({ outcome: 'unavailable', inputTokens: null, outputTokens: null, countedTokens: 0 });
    const coarse = aCall({ inputTokens: 700, outputTokens: 100 });
    expect(said([free, coarse])).toMatch(/It cost \$0\.2000: .*(?<!cost\.)$/);
  });

  it('names each kind of failure with its number', () => {
    const calls = ['truncated', 'unavailable', 'truncated'].map((outcome) => aCall({ outcome }));
    expect(said(calls)).toContain('3 calls brought nothing to read: 2 truncated, 1 unavailable.');
  });

  it('tells open calls of a run that goes on from those that ended with their process', () => {
    const open = [aCall({ state: 'open', outcome: '' }), aCall({ state: 'open', outcome: '' })];
    expect(said(open, false)).toContain('2 calls are under way; up to $0.2000 is set aside.');
    expect(said(open, true)).toContain(
      '2 calls ended with their process and are counted at their reservations, $0.2000',
    );
  });

  it.each([
    [null, 'no known price'],
    [0, '$0'],
    [0.00002, 'under $0.0001'],
    [0.0312, '$0.0312'],
    [12.345, '$12.35'],
  ])('writes %s as %s', (usd, text) => {
    expect(dollars(usd)).toBe(text);
  });
});
