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

  it.each([
    [
      'Access is granted through roles of Kubernetes RBAC.',
      /The passages? on (?:this|these) controls? names? Kubernetes: /,
    ],
    ['Kubernetes RBAC grants access through roles.', /names? Kubernetes: /],
    ['Access is granted through roles of the Marsh directory.', null],
    ['LDAP groups are mapped to roles.', null],
    ['Express the roles that grant access.', null],
    ['Every API call over TLS is checked against roles.', /name no platform that Brook would inherit it from/],
    ['Access is granted through roles.', /name no platform that Brook would inherit it from/],
  ])('says where a control comes from only as its passages do: %s', async (quote, told) => {
    const evidence = inventedEvidence(rubric, { met: ['permitted.roles'] });
    const [roles] = evidence.checks.find(({ check }) => check === 'permitted.roles')?.quotes ?? [];
    if (!roles) throw new Error('a quote was invented');
    roles.found = 'roles';
    roles.citation.quote = quote;
    const text = (await drafted(evidence)).analysis.trust.map((claim) => claim.text).join(' ');
    expect(text).toContain('Trust in Brook rests on');
    if (told) expect(text).toMatch(told);
    else expect(text).not.toMatch(/The passages on/);
  });

  it('tells what the documentation denies as denied, with its words, and what was sought in vain as not shown', async () => {
    const evidence = inventedEvidence(rubric, { denied: ['permitted.roles'] });
    const { trust } = (await drafted(evidence)).analysis;
    const denied = trust.find(({ text }) => text.includes('speaks against'));
    expect(denied).toMatchObject({ kind: 'cited' });
    expect(denied?.text).toMatch(/^Brook’s documentation speaks against permissions through roles/);
    const sought = rubricChecks(rubric).find(({ check }) => check.id === 'permitted.roles')?.check.sought ?? '';
    for (const { kind, text } of trust) if (kind === 'absence') expect(text).not.toContain(sought);
    expect(trust.some(({ kind }) => kind === 'absence')).toBe(true);
  });

  it('names no other layer where no fact shows contact, and says what to do about each gap', async () => {
    const text = await trustOf([]);
    expect(text).toContain('Brook works in Multi-Modal Storage.');
    expect(text).toContain(
      'Until that is settled, put Brook behind a gateway that knows each caller and grant rights to roles in front of it.',
    );
  });
});
