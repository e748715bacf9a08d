import { describe, expect, it } from 'vitest';
import { readJudgeReply } from '../../../../src/stages/draft/judge/read-judge-reply.ts';

const checkIds = ['permitted.roles', 'permitted.isolation'];
const asked = { checkIds, offered: 10, sides: true };
const side = (evidence: number[] = []) => ({ text: 'Roles are shown.', evidence });
const verdict = (check: string, evidence: number[] = [], decision = 'met') => ({
  check,
  evidence,
  decision,
  why: 'So.',
});

function reply(checks: unknown[], sides: Record<string, unknown> = {}) {
  return { checks, whyNotLower: side(), whyNotHigher: side(), ...sides };
}

describe('A judge reply', () => {
  it('gives one verdict a check, in the order asked, and its two sentences', () => {
    const value = reply([verdict('permitted.isolation', [3]), verdict('permitted.roles', [1, 2, 2])], {
      whyNotLower: side([2]),
    });
    expect(readJudgeReply(value, asked)).toEqual({
      ok: true,
      value: {
        kind: 'verdicts',
        verdicts: [
          { check: 'permitted.roles', decision: 'met', text: 'So.', evidence: [1, 2] },
          { check: 'permitted.isolation', decision: 'met', text: 'So.', evidence: [3] },
        ],
        whyNotLower: { text: 'Roles are shown.', evidence: [2] },
        whyNotHigher: { text: 'Roles are shown.', evidence: [] },
        dropped: 0,
      },
    });
  });

  it('drops and counts up to a fifth of the numbers, and is discarded beyond, without a repair', () => {
    const rests = (numbers: number[]) =>
      readJudgeReply(reply([verdict('permitted.roles', numbers), verdict('permitted.isolation')]), asked);
    const odd = rests([1, 2, 3, 4, 11]);
    expect(odd).toMatchObject({ ok: true, value: { kind: 'verdicts', dropped: 1 } });
    expect(odd.ok && odd.value.kind === 'verdicts' && odd.value.verdicts[0]?.evidence).toEqual([1, 2, 3, 4]);
    expect(rests([1, 2, 3, 0])).toEqual({ ok: true, value: { kind: 'discarded', dropped: 1, named: 6 } });
    expect(rests([-1])).toMatchObject({ ok: true, value: { kind: 'discarded' } });
  });

  it('counts invented numbers in the two sentences as well', () => {
    const value = reply([verdict('permitted.roles', [1]), verdict('permitted.isolation')], {
      whyNotHigher: side([55, 56]),
    });
    expect(readJudgeReply(value, asked)).toMatchObject({ ok: true, value: { kind: 'discarded', dropped: 2 } });
  });

  it('is discarded where it decides checks of other dimensions beside its own', () => {
    const value = reply([
      verdict('permitted.roles', [1]),
      verdict('permitted.isolation'),
      verdict('goals.everything', [1]),
    ]);
    expect(readJudgeReply(value, asked)).toMatchObject({ ok: true, value: { kind: 'discarded', dropped: 1 } });
  });

  it.each<[string, unknown, string]>([
    ['leaves a check out', reply([verdict('permitted.roles')]), 'checks: permitted.isolation is missing.'],
    [
      'decides a check twice',
      reply([verdict('permitted.roles'), verdict('permitted.isolation'), verdict('permitted.roles')]),
      'checks: permitted.roles is decided 2 times; decide it once.',
    ],
    ['invents a decision', reply([verdict('permitted.roles', [1], 'level 6')]), 'checks.0.decision: '],
    ['is no object', 'Everything is met.', 'the reply: '],
    ['is nothing', null, 'the reply: '],
  ])('is complained of where it %s, with the place', (_name, value, complaint) => {
    const read = readJudgeReply(value, asked);
    expect(read.ok ? [] : read.complaints).toContainEqual(expect.stringContaining(complaint));
  });

  it('may hold keys that nobody asked for, which count for nothing', () => {
    const decided = reply([verdict('permitted.roles', [1]), verdict('permitted.isolation')]);
    const plain = readJudgeReply(decided, asked);
    expect(plain.ok).toBe(true);
    expect(readJudgeReply({ ...decided, level: 6 }, asked)).toEqual(plain);
  });

  it('needs no sentences on the dimension where none were asked for, and reads none', () => {
    const { checks } = reply([verdict('permitted.roles', [1]), verdict('permitted.isolation')]);
    const unsaid = { text: '', evidence: [] };
    const read = { ok: true, value: { whyNotLower: unsaid, whyNotHigher: unsaid, dropped: 0 } };
    expect(readJudgeReply({ checks }, { ...asked, sides: false })).toMatchObject(read);
    expect(readJudgeReply(reply(checks, { whyNotLower: side([77]) }), { ...asked, sides: false })).toMatchObject(read);
    expect(readJudgeReply({ checks }, asked).ok).toBe(false);
  });

  it('becomes one line of print without control characters, of at most 300', () => {
    const long = { ...verdict('permitted.roles', [1]), why: `A\u202E\n<b>b ${'x'.repeat(400)}` };
    const read = readJudgeReply(reply([long, verdict('permitted.isolation')]), asked);
    const text = read.ok && read.value.kind === 'verdicts' ? (read.value.verdicts[0]?.text ?? '') : '';
    expect(text).toMatch(/^A <b>b x+\.\.\.$/);
    expect(text).toHaveLength(300);
  });
});
