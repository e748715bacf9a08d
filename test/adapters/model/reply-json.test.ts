import { describe, expect, it } from 'vitest';
import { replyJson } from '../../../src/adapters/model/reply-json.ts';

const read = { ok: true, value: { a: 1 } };

describe('The JSON of a reply', () => {
  it.each([
    ['alone', '{"a":1}'],
    ['after a byte order mark', '\uFEFF{"a":1}'],
    ['in a fence', '```\n{"a":1}\n```'],
    ['in a fence that names its language', '  ```JSON \r\n\n{"a":1}```\n\n'],
    ['in a fence, after a byte order mark', '```json\n\uFEFF{"a":1}\n```'],
  ])('is read %s', (_where, text) => {
    expect(replyJson(text)).toEqual(read);
  });

  it.each([
    ['prose', 'I cannot say.'],
    ['a fence with prose beside it', 'Here:\n```json\n{"a":1}\n```'],
    ['a fence that is never closed', '```json\n{"a":1}'],
    ['three backticks', '```'],
    ['a fence around nothing', '```\n```'],
  ])('is none in %s', (_what, text) => {
    expect(replyJson(text)).toEqual({ ok: false });
  });

  it('is looked for in a moment, whatever a model in a loop has written', () => {
    const started = performance.now();
    for (const filling of ['\n', ' ', '\t\n', '```', '`\n']) {
      expect(replyJson(`\`\`\`${filling.repeat(200_000)}x`)).toEqual({ ok: false });
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
