import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/domain/analysis.ts';
import { claimsOf } from '../../../src/domain/lint-targets.ts';
import { rubricChecks } from '../../../src/domain/rubric.ts';
import { drafted, rubric } from './draft-tools.ts';
import { inventedEvidence } from './invented-evidence.ts';

const all = rubricChecks(rubric).map(({ check }) => check.id);
const id = 'permitted.roles';
const refusal = {
  check: id,
  reason: 'The quote has fewer than 25 characters or 5 words.',
  text: 'Roles carry rights.',
  near: true as const,
};

async function draftWith(refused: (Omit<typeof refusal, 'near'> & { near?: true })[], met = all): Promise<Analysis> {
  const evidence = inventedEvidence(rubric, { met: met.filter((one) => one !== id) });
  return (await drafted({ ...evidence, refused })).analysis;
}

const told = (analysis: Analysis) => claimsOf(analysis).map(({ claim }) => claim.text);
const lacksRoles = /no permissions through roles|rights are given one account at a time/i;
const checkOf = ({ frameworks }: Analysis) =>
  frameworks.inpact.dimensions.flatMap(({ checks }) => checks).find((check) => check.id === id);

describe('What the gate refused of a check that nothing else shows', () => {
  it('is put before the reviewer of that check, with its words and the reason', async () => {
    const analysis = await draftWith([refusal, refusal]);
    const at = analysis.frameworks.inpact.dimensions.findIndex(({ id: dimension }) => dimension === 'inpact.permitted');
    const flags = analysis.flags.filter(({ kind, severity }) => kind === 'quote-refused' && severity === 'warns');
    expect(flags).toEqual([
      {
        kind: 'quote-refused',
        severity: 'warns',
        target: `frameworks.inpact.dimensions.${at}.checks.1`,
        message:
          'Nothing is decided on permissions through roles, though the pages say “Roles carry rights”, which may not be quoted: the quote has fewer than 25 characters or 5 words. The same goes for 1 more. Read the page before the absence stands.',
      },
    ]);
  });

  it('is never told as an absence, in no section', async () => {
    const analysis = await draftWith([refusal]);
    expect(told(await draftWith([])).join('\n')).toMatch(lacksRoles);
    expect(told(analysis).join('\n')).not.toMatch(lacksRoles);
    expect(checkOf(analysis)).toMatchObject({
      decision: 'no-evidence',
      why: 'No sentence that may be quoted was found that shows any permissions through roles.',
    });
  });

  it('is told as nothing where a whole dimension is left', async () => {
    const every = all.map((check) => ({ ...refusal, check }));
    const analysis = await draftWith(every, []);
    expect(told(analysis).join('\n')).not.toMatch(/: no \.|show no ?[.;]|undefined/);
    expect(told(analysis)).toContain(
      'The pages read of Brook say nothing on speed and freshness in a sentence that may be quoted.',
    );
    expect(analysis.industryFit.compliance.text).toMatch(/no sentence that may be quoted in the pages read of Brook/);
  });

  it('is taken for no silence beside what is missing of the same dimension', async () => {
    const near = { ...refusal, check: 'permitted.authentication', text: 'Brook supports single sign-on.' };
    const analysis = await draftWith([near], []);
    const permitted = analysis.frameworks.inpact.dimensions.find(
      ({ id: dimension }) => dimension === 'inpact.permitted',
    );
    expect(permitted?.rationale.text).toMatch(/^The pages read of Brook show no permissions through roles, /);
    expect(told(analysis).join('\n')).not.toMatch(/(?:say nothing on|speaks to) access control/);
    expect(permitted?.checks.find(({ id: check }) => check === near.check)?.why).toBe(
      'No sentence that may be quoted was found that shows any authentication of callers.',
    );
  });

  it('is no reason to ask that the documentation speak of it', async () => {
    const permitted = all.filter((check) => check.startsWith('permitted.'));
    const met = all.filter((check) => !permitted.includes(check));
    const asked = /cannot be placed until its documentation speaks to access control/;
    expect(told(await draftWith([], met)).join('\n')).toMatch(asked);
    const text = told(await draftWith([{ ...refusal, text: 'Roles carry rights.' }], met)).join('\n');
    expect(text).not.toMatch(asked);
    expect(text).toContain('too little of Brook may be quoted to place it');
  });

  it('counts for nothing where a neighbour takes it back, or where it is no more than searched for', async () => {
    const { near: _, ...other } = refusal;
    const analysis = await draftWith([other]);
    expect(told(analysis).join('\n')).toMatch(lacksRoles);
    expect(analysis.flags.filter(({ kind }) => kind === 'quote-refused').map(({ severity }) => severity)).toEqual([
      'notes',
    ]);
  });
});
