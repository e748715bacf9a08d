import { describe, expect, it } from 'vitest';
import { rubricChecks } from '../../../../src/domain/rubric.ts';
import { drafted, rubric } from '../draft-tools.ts';
import { inventedEvidence } from '../invented-evidence.ts';

const all = rubricChecks(rubric).map(({ check }) => check.id);
const trustOf = async (met: string[]) =>
  (await drafted(inventedEvidence(rubric, { met }))).analysis.trust.map(({ text }) => text).join(' ');

describe('The trust section', () => {
  it('names the own layer and at most two others, each with the fact that shows contact', async () => {
    const text = await trustOf(all);
    const named = rubric.stack.layers.filter(({ name }) => text.includes(name));
    expect(named).toHaveLength(3);
    expect(text).toMatch(/Brook works in Multi-Modal Storage and touches [^(]+ \([^)]+\) and [^(]+ \([^)]+\)\./);
  });

  it('names no other layer where no fact shows contact, and says what to do about each gap', async () => {
    const text = await trustOf([]);
    expect(text).toContain('Brook works in Multi-Modal Storage.');
    expect(text).toContain(
      'Until that is settled, put Brook behind a gateway that knows each caller and grant rights to roles in front of it.',
    );
  });
});
