import { describe, expect, it } from 'vitest';
import { readAround } from '../../src/domain/hedging.ts';
import { compilePhrase, matchPhrase } from '../../src/domain/phrase.ts';
import { toPhraseUnit } from '../../src/domain/phrase-unit.ts';

function polarity(phrase: string, text: string): string {
  const unit = toPhraseUnit(text, { kind: 'prose', scope: [], ownName: new Set(['acme']) });
  const match = matchPhrase(compilePhrase(phrase), unit);
  return match === null ? 'no match' : readAround(text, match.spans).polarity;
}

const roles = 'role based access control';

describe('A statement', () => {
  it.each([
    [roles, 'Acme supports role-based access control.'],
    [roles, 'Acme not only supports role-based access control but also attributes.'],
    [roles, 'You no longer need to restart the server to use role-based access control.'],
    [roles, 'If you want to use role-based access control, set the flag.'],
    [roles, 'If the client does not send a name, role-based access control applies.'],
    [roles, 'Acme supports role-based access control, which does not need a database.'],
    [roles, 'Acme does not encrypt data, but it supports role-based access control.'],
    [roles, 'Unlike Foo, which does not have roles, Acme offers role-based access control.'],
    ['valid token', 'You cannot call the API without a valid token.'],
    ['authenticate* with a token', 'You cannot read data unless you authenticate with a token.'],
    ['upgrade* .. without downtime', 'You can upgrade the cluster without downtime.'],
    ['upgrade the cluster', 'You can upgrade the cluster without downtime.'],
    ['(denied|rejected) .. without .. token', 'Requests are rejected without a token.'],
    ['autoscal*', 'Acme supports autoscaling when traffic is not constant.'],
    ['exactly once', 'The engine guarantees exactly once delivery and does not lose data.'],
    ['backups', 'The operator creates backups so that you do not lose data.'],
    ['caching', 'To save time, do not forget to enable caching.'],
    ['403 ... permission', 'It answers 403 if the user does not have the permission.'],
    ['max rows', 'Option: max rows | Required: No | Default: 10'],
    ['deprecation policy', 'The deprecation policy names two releases.'],
  ])('of "%s" is positive: %s', (phrase, text) => {
    expect(polarity(phrase, text)).toBe('positive');
  });

  it.each([
    [roles, 'Acme does not support role-based access control.'],
    [roles, "Acme doesn't support joins, subqueries, or role-based access control."],
    [roles, 'There is no built-in role-based access control.'],
    [roles, 'Role-based access control is not yet supported.'],
    [roles, 'Role-based access control is currently not available in this release.'],
    [roles, 'Acme no longer supports role-based access control.'],
    [roles, 'Role-based access control was removed in 2.0.'],
    [roles, 'Without role-based access control, anyone can read the data.'],
    [roles, 'Acme supports labels but not role-based access control.'],
    [roles, 'Acme lacks role-based access control.'],
    ['transactions', 'Nobody has ever not had no transactions.'],
    ['graphql', 'Neither SQL nor GraphQL is available.'],
    ['backups', 'The operator cannot create backups.'],
    ['tenants .. isolated', 'Tenants are not isolated.'],
    ['encryption', 'Feature: Encryption | Available: No'],
    ['encryption', 'Encryption is unsupported.'],
    ['data lineage .. is', 'Data lineage is not tracked.'],
    ['lineage .. is', 'Data lineage is currently never tracked.'],
    ['canary rollouts', 'Canary rollouts and A/B tests are not supported.'],
  ])('of "%s" is negated: %s', (phrase, text) => {
    expect(polarity(phrase, text)).toBe('negated');
  });

  it.each([
    [roles, 'Role-based access control is a beta feature.'],
    [roles, 'Role-based access control (alpha)'],
    [roles, 'Role-based access control is deprecated.'],
    [roles, 'Support for role-based access control is experimental.'],
    ['audit log*', 'Audit logs are available in the Enterprise edition.'],
    ['audit log*', 'Audit logs require a commercial license.'],
    ['audit log*', 'We plan to add audit logs.'],
    ['audit log*', 'Audit logs are on the roadmap.'],
    ['audit log*', 'Audit logs can be had via a plugin.'],
    ['dashboards', 'Dashboards are maintained by the community.'],
    ['client', 'A third-party client exists.'],
    ['cache', 'You may want to put a cache in front.'],
    ['versions of the protocol', 'We can look at this in future versions of the protocol.'],
  ])('of "%s" is hedged: %s', (phrase, text) => {
    expect(polarity(phrase, text)).toBe('hedged');
  });

  it.each([
    [roles, 'Does Acme support role-based access control?'],
    ['audit log', 'You need to build your own audit log.'],
    ['audit log', 'You should implement your own audit log.'],
    ['encryption', 'Encryption is out of scope.'],
    ['backups', 'Backups are the responsibility of the operator.'],
  ])('of "%s" is none: %s', (phrase, text) => {
    expect(polarity(phrase, text)).toBe('silent');
  });

  it('names the words that decided it', () => {
    expect(readAround('It does not support joins.', [{ start: 20, end: 25 }])).toEqual({
      polarity: 'negated',
      cue: 'not',
    });
  });
});
