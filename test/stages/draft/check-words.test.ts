import { describe, expect, it } from 'vitest';
import { rubricChecks } from '../../../src/domain/rubric.ts';
import { lacksOf, thingOf } from '../../../src/stages/draft/check-words.ts';
import { rubric } from './draft-tools.ts';

const checks = rubricChecks(rubric);

describe('The words for a check', () => {
  it('exist for every check of the rubric, each its own', () => {
    const words = checks.map((item) => thingOf(item));
    expect(new Set(words).size).toBe(checks.length);
    // An unknown check falls back to its label; none of the rubric's needs to.
    for (const { check } of checks) {
      expect(thingOf({ check: { id: check.id, label: 'unknown' } })).not.toBe('unknown');
    }
  });

  it('say after "no" what was looked for, and never a bare thing where a number of them was asked for', () => {
    const named = (...ids: string[]) => checks.filter(({ check }) => ids.includes(check.id)) as never[];
    expect(lacksOf(named('governance.gates', 'governance.security-programme', 'governance.ownership'), 3)).toBe(
      'gate before a change goes live, part of a security programme, or accountable body or data terms',
    );
    expect(lacksOf(named('solid.adopters'), 3)).toBe('production user by name');
    // One documented language is no absence of client libraries.
    expect(lacksOf(named('natural.sdks'), 1)).toBe('client libraries in two languages');
  });
});
