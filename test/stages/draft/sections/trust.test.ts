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
    ['Zitadel maps groups to roles.', null],
    ['Dex authenticates callers and hands on their roles.', null],
    ['| Authelia | roles of callers |', null],
    ['| Roles of callers | zitadel |', null],
    ['Login: Zitadel checks the roles.', null],
    ['Access is granted through roles of argo cd.', null],
    ['Access through roles is left to active directory.', null],
    ['Roles come from the identity provider of your company.', null],
    ['Roles come from a third-party server.', null],
    ['Express Roles are given to groups of callers.', null],
    ['The Atlas Role is given to groups of callers.', null],
    ['Ray Operators are given roles.', null],
    ['Keycloak maps groups to roles.', /names? Keycloak: /],
    ['Groups of callers in Vault are mapped to roles.', /names? Vault: /],
    ['Roles are given to groups of callers.', /name no platform that Brook would inherit it from/],
    ['Brook grants access through roles.', /name no platform that Brook would inherit it from/],
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

  it('tells a denial by its name alone where its words may not be published, before it advises on it', async () => {
    const met = all.filter((id) => id !== 'permitted.roles');
    const evidence = inventedEvidence(rubric, { met, denied: ['permitted.roles'] });
    const [roles] = evidence.checks.find(({ check }) => check === 'permitted.roles')?.quotes ?? [];
    if (!roles) throw new Error('a quote was invented');
    roles.citation.quote = 'The fastest edition of Brook, SOC 2 or not, has no roles.';
    roles.found = 'roles';
    const { trust, trustRisks } = (await drafted(evidence)).analysis;
    const at = trust.findIndex(
      ({ text }) => text === 'Brook’s documentation speaks against permissions through roles.',
    );
    expect(trust[at]).toMatchObject({ kind: 'cited', citations: [{ quote: roles.citation.quote }] });
    expect(trust.slice(at).some(({ text }) => /grant rights to roles in front of/.test(text))).toBe(true);
    expect(trustRisks.map(({ risk }) => risk.text).join(' ')).toContain(
      'Brook’s documentation speaks against permissions through roles; without that,',
    );
  });

  it('names no other layer where no fact shows contact, and says what to do about each gap', async () => {
    const text = await trustOf([]);
    expect(text).toContain('Brook works in Multi-Modal Storage.');
    expect(text).toContain(
      'Until that is settled, put Brook behind a gateway that knows each caller and grant rights to roles in front of it.',
    );
  });
});
