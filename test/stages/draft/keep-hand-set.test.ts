import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../src/domain/analysis.ts';
import { checksOf } from '../../../src/domain/edit-places.ts';
import type { PublishedBaseline } from '../../../src/domain/run.ts';
import { keepHandSet } from '../../../src/stages/draft/keep-hand-set.ts';
import { drafted, rubric } from './draft-tools.ts';
import { inventedEvidence } from './invented-evidence.ts';

const { analysis } = await drafted(inventedEvidence(rubric, { met: ['permitted.roles', 'governance.rollback'] }));
const published: PublishedBaseline = {
  publicationId: 'publication-1',
  draftId: 'draft-1',
  version: 3,
  analysis,
  pages: [],
  missing: [],
  handSet: ['permitted.roles'],
};
const set = checksOf(analysis).map(({ check }) => check);
const now = set.map((check): CheckResult => ({ ...check, decision: 'no-evidence', citations: [] }));

describe('A whole new draft of a published product', () => {
  it('keeps what a reviewer decided, and says what the analyst reads', () => {
    const { checks, flags } = keepHandSet(now, published);
    const roles = checks.find(({ id }) => id === 'permitted.roles');
    expect(roles).toMatchObject({ decision: 'met', citations: [{ quote: expect.any(String) }] });
    expect(flags).toHaveLength(1);
    expect(flags[0]).toMatchObject({ on: 'permitted.roles', severity: 'warns' });
    expect(flags[0]?.message).toContain('A reviewer decided this as met in version 3; the analyst reads it as without');
  });

  it('decides the rest anew, and everything where nothing is published', () => {
    const rollback = (checks: readonly CheckResult[]) =>
      checks.find(({ id }) => id === 'governance.rollback')?.decision;
    expect(rollback(keepHandSet(now, published).checks)).toBe('no-evidence');
    expect(keepHandSet(now, undefined)).toEqual({ checks: now, flags: [] });
  });
});
