import { afterAll, describe, expect, it } from 'vitest';
import { openPageReader } from '../../src/adapters/threads.ts';
import type { ReceivedPage } from '../../src/domain/page-text.ts';

const file = new URL('./threads-double.ts', import.meta.url);
const reader = openPageReader({ file, threads: 2, seconds: 0.6, memoryMb: 48 });

afterAll(() => reader.close());

describe('Reading pages in threads', () => {
  it('gives what the thread’s function gives, and gives it no settings of the process', async () => {
    const { text, reason } = await reader.read(page('hello'));
    expect(text?.text).toBe('hello 0');
    expect(reason).toBe('');
  });

  it('ends a page that hangs, while pages beside and after it are read', async () => {
    const started = performance.now();
    const [hung, ...others] = await Promise.all([
      reader.read(page('hang')),
      ...Array.from({ length: 10 }, (_, index) => reader.read(page(`fine ${index}`))),
    ]);
    expect(hung).toEqual({ text: null, reason: expect.stringMatching(/more than 0\.6 s/) });
    expect(others.every((other) => other.text !== null)).toBe(true);
    expect((await reader.read(page('after'))).text?.text).toContain('after');
    // More would mean that only the limit of a thread's start ended it.
    expect(performance.now() - started).toBeLessThan(9_000);
  });

  it('does not count a new thread’s start as the page’s time, nor gives the page the start’s time', async () => {
    const fresh = openPageReader({ file, threads: 1, seconds: 0.3 });
    const started = performance.now();
    expect((await fresh.read(page('first'))).text).not.toBeNull();
    expect((await fresh.read(page('hang'))).text).toBeNull();
    expect((await fresh.read(page('hang'))).text).toBeNull();
    expect(performance.now() - started).toBeLessThan(9_000);
    await fresh.close();
  });

  it('ends a page that allocates without end, and goes on', async () => {
    const [swollen, other] = await Promise.all([reader.read(page('allocate')), reader.read(page('beside'))]);
    expect(swollen.text).toBeNull();
    expect(swollen.reason).toMatch(/memory|more than/);
    expect(other.text?.text).toContain('beside');
    expect((await reader.read(page('after'))).text?.text).toContain('after');
  });

  it('names a page that is nested too deeply', async () => {
    expect(await reader.read(page('recurse'))).toEqual({ text: null, reason: 'It is nested too deeply to read.' });
  });

  it('passes a bug on instead of hiding it as an unreadable page', async () => {
    await expect(reader.read(page('bug'))).rejects.toThrow('a bug of the reader');
  });

  it('keeps the event loop free while a page hangs', async () => {
    let worst = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 10);
    await reader.read(page('hang'));
    clearInterval(timer);
    expect(worst).toBeLessThan(300);
  });

  it('reads nothing once it is closed', async () => {
    const other = openPageReader({ file, threads: 1 });
    await other.close();
    expect((await other.read(page('late'))).text).toBeNull();
  });
});

function page(text: string): ReceivedPage {
  return {
    url: 'https://docs.example/',
    contentType: 'text/html',
    charset: null,
    body: new TextEncoder().encode(text),
  };
}
