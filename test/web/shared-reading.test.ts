import { describe, expect, it } from 'vitest';
import { sharedReading } from '../../src/web/shared-reading.ts';

describe('A shared reading', () => {
  it('begins after whoever gets it has asked, and is one for all who asked meanwhile', async () => {
    let value = 0;
    let begun = 0;
    const ends: (() => void)[] = [];
    const read = sharedReading(async () => {
      begun += 1;
      const seen = value;
      await new Promise<void>((end) => ends.push(end));
      return seen;
    });
    const first = read();
    value = 1;
    const later = [read(), read(), read()];
    ends.shift()?.();
    expect(await first).toBe(0);
    await new Promise((turn) => setImmediate(turn));
    value = 2;
    const last = read();
    ends.shift()?.();
    expect(await Promise.all(later)).toEqual([1, 1, 1]);
    await new Promise((turn) => setImmediate(turn));
    ends.shift()?.();
    expect(await last).toBe(2);
    expect(begun).toBe(3);
  });

  it('reads again after one that failed, which fails for those who shared it only', async () => {
    let fails = true;
    const read = sharedReading(async () => {
      if (fails) throw new Error('no answer');
      return 'there';
    });
    const [first, second] = [read(), read()];
    await expect(first).rejects.toThrow('no answer');
    await expect(second).rejects.toThrow('no answer');
    fails = false;
    expect(await read()).toBe('there');
  });
});
