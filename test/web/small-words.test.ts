import { expect, it } from 'vitest';
import type { Insights } from '../../src/actions/insights.ts';
import { detailValue } from '../../src/web/workspace/audit-detail-words.ts';
import { oldestAnswer } from '../../src/web/workspace/insight-words.ts';

it('The audit log tells what the edits of a revision did in words, each with its reason', () => {
  const edits = [
    { at: 'strengths.0', did: 'Strength taken out', reason: '' },
    { at: 'permitted.roles', did: 'Roles: from met to partly met', reason: 'Custom roles are new.' },
  ];
  expect(detailValue('edits', edits)).toBe('Strength taken out; Roles: from met to partly met (Custom roles are new.)');
});

it('The oldest publication is told as the only one where it is, and never to have stood for no days', () => {
  const items = [{ slug: 'acme', name: 'Acme', version: 1, at: '2026-03-01T08:00:00.000Z' }];
  const told = (all: number, now: string) => oldestAnswer({ oldest: { all, items } } as Insights, new Date(now));
  expect(told(1, '2026-03-01T12:00:00.000Z')).toBe('Acme is the only one published, since today.');
  expect(told(3, '2026-03-03T12:00:00.000Z')).toBe('Acme has stood longest of 3 published analyses, for 2 days.');
});
