import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/adapters/log.ts';

const secret = 'sk-canary/"quote"+plus=&ümlaut';

describe('The log', () => {
  it('shows a configured secret in none of its forms, wherever it stands', () => {
    const lines: string[] = [];
    const log = openLog({ level: 'info', secrets: [secret, 'other-secret'], write: (line) => lines.push(line) });
    const forms = [
      secret,
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
      encodeURIComponent(secret),
      JSON.stringify(secret),
    ];
    log('info', `said ${secret}`);
    for (const form of forms) log('warn', 'in a field', { form, deep: { list: [`before ${form} after`] } });
    log('error', 'in an error', { error: new Error(`401: key ${secret} is not known, nor is other-secret`) });
    expect(lines).toHaveLength(7);
    const all = lines.join('');
    for (const form of forms) expect(all).not.toContain(form.replace(/^"|"$/g, ''));
    expect(all).not.toContain('canary');
    expect(all).not.toContain('other-secret');
    expect(all).toContain('[hidden]');
  });

  it.each(['', 'u', 'us', 'user:'])('hides a secret inside a longer base64 text, after "%s"', (before) => {
    const lines: string[] = [];
    const log = openLog({ level: 'info', secrets: ['aligned-value'], write: (line) => lines.push(line) });
    log('info', Buffer.from(`${before}aligned-value:and more`).toString('base64'));
    log('info', Buffer.from(`${before}aligned-value`).toString('base64url'));
    const said = lines.map((line) => JSON.parse(line).msg as string);
    expect(said.every((text) => text.includes('[hidden]'))).toBe(true);
    expect(said.some((text) => Buffer.from(text.replace('[hidden]', ''), 'base64').toString().includes('value'))).toBe(
      false,
    );
  });

  it('writes one JSON object a line, with level, time and text, and nothing under its level', () => {
    const lines: string[] = [];
    const log = openLog({ level: 'warn', secrets: [], write: (line) => lines.push(line) });
    log('info', 'too quiet');
    log('warn', 'loud enough', { jobs: 2 });
    expect(lines).toHaveLength(1);
    const [line = ''] = lines;
    expect(line.endsWith('}\n')).toBe(true);
    expect(JSON.parse(line)).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-/),
      msg: 'loud enough',
      jobs: 2,
    });
  });

  it('leaves short settings alone, which are words that occur anywhere', () => {
    const lines: string[] = [];
    openLog({ level: 'info', secrets: ['data'], write: (line) => lines.push(line) })('info', 'the database');
    expect(lines.join('')).toContain('the database');
  });
});
