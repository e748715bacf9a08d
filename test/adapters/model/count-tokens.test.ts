import { describe, expect, it } from 'vitest';
import { countTokens } from '../../../src/adapters/model/count-tokens.ts';
import { settledAmount } from '../../../src/adapters/model/settled-amount.ts';

/** Letters as if at random, which take the tokenizer longest; the same ones each time. */
function letters(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (seed % 26));
  }).join('');
}

describe('Counting the tokens of a long text', () => {
  it('lets other work go on', async () => {
    await countTokens('The tables are loaded.');
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const started = performance.now();
    await countTokens(letters(300_000));
    const whole = performance.now() - started;
    clearInterval(watch);
    expect(last).toBeGreaterThan(started);
    expect(longest).toBeLessThan(whole / 2);
  });

  it('ends where a reply counts as the most it can anyhow', async () => {
    expect(await countTokens(letters(100_000), 100)).toBeLessThan(4_000);
    const usage = { inputTokens: 9, outputTokens: 60 };
    const asked = {
      messages: [{ role: 'user', content: 'Decide.' }],
      schema: {},
      form: 'text',
      maxOutputTokens: 100,
    } as const;
    const reply = {
      kind: 'reply',
      text: letters(100_000),
      usage,
      model: '',
      finishReason: '',
      reason: '',
      milliseconds: 1,
    } as const;
    expect((await settledAmount(reply, asked, null)).output).toBe(100);
  });
});
