import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../src/domain/analysis.ts';
import { checksOf } from '../../../src/domain/edit-places.ts';
import type { HandSet } from '../../../src/domain/hand-set.ts';
import { type QuoteFate, quoteKey } from '../../../src/domain/site-changes.ts';
import { keepHandSet } from '../../../src/stages/draft/keep-hand-set.ts';
import { drafted, rubric } from './draft-tools.ts';
import { inventedEvidence } from './invented-evidence.ts';

const { analysis } = await drafted(inventedEvidence(rubric, { met: ['permitted.roles', 'governance.rollback'] }));
const hand: HandSet = { analysis, checks: ['permitted.roles'], from: 'version 3', missing: [] };
const set = checksOf(analysis).map(({ check }) => check);
const now = set.map((check): CheckResult => ({ ...check, decision: 'no-evidence', citations: [] }));
const standing = { fates: new Map<string, QuoteFate>(), isSameRubric: true };

/** What becomes of a check's quotes where the pages no longer hold them. */
function gone(of: CheckResult | undefined): Map<string, QuoteFate> {
  const fates = (of?.citations ?? []).map((before): QuoteFate => ({ fate: 'gone', before, after: null, meaning: [] }));
  return new Map(fates.map((fate) => [quoteKey(fate.before), fate]));
}

const at = (checks: readonly CheckResult[], id: string) => checks.find((check) => check.id === id);

describe('A whole new draft of a product on which a person decided', () => {
  it('keeps what was decided, and says what the analyst reads', () => {
    const { checks, flags, handSet } = keepHandSet(now, hand, standing);
    const roles = at(checks, 'permitted.roles');
    expect(roles).toMatchObject({ decision: 'met', citations: [{ quote: expect.any(String) }] });
    expect(handSet).toEqual(['permitted.roles']);
    expect(flags).toHaveLength(1);
    expect(flags[0]).toMatchObject({ on: 'permitted.roles', severity: 'warns' });
    expect(flags[0]?.message).toContain('A person decided this as met in version 3; the analyst reads it as without');
  });

  it('keeps the sentence and the quotes that a person chose where the analyst decides the same', () => {
    const alike = set.map((check): CheckResult => ({ ...check, why: 'As the analyst says it.', citations: [] }));
    const { checks, flags } = keepHandSet(alike, hand, standing);
    expect(at(checks, 'permitted.roles')).toEqual(at(set, 'permitted.roles'));
    expect(flags).toEqual([]);
  });

  it('does not keep a decision whose quotes are gone, and says what was decided by which', () => {
    const lost = { ...standing, fates: gone(at(set, 'permitted.roles')) };
    const { checks, flags, handSet } = keepHandSet(now, hand, lost);
    expect(at(checks, 'permitted.roles')?.decision).toBe('no-evidence');
    expect(handSet).toEqual([]);
    expect(flags[0]?.message).toContain('as met in version 3, by “');
    expect(flags[0]?.message).toContain('The pages no longer say that');
  });

  it('keeps a decision whose page was merely not read', () => {
    const unread = [...gone(at(set, 'permitted.roles'))].map(([key, fate]): [string, QuoteFate] => [
      key,
      { ...fate, fate: 'unread' },
    ]);
    const { checks } = keepHandSet(now, hand, { ...standing, fates: new Map(unread) });
    expect(at(checks, 'permitted.roles')?.decision).toBe('met');
  });

  it('decides anew under another rubric, and says what was decided under the old one', () => {
    const { checks, flags } = keepHandSet(now, hand, { ...standing, isSameRubric: false });
    expect(checks).toEqual(now);
    expect(flags.map(({ message }) => message).join(' ')).toContain('under another rubric');
  });

  it('decides the rest anew, and everything where there is nothing to keep', () => {
    expect(at(keepHandSet(now, hand, standing).checks, 'governance.rollback')?.decision).toBe('no-evidence');
    expect(keepHandSet(now, null, standing)).toEqual({ checks: now, flags: [], handSet: [] });
  });
});
