import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { decideOffline } from '../../src/domain/offline-decision.ts';
import { rubricChecks } from '../../src/domain/rubric.ts';
import { gatherEvidence } from '../../src/stages/gather/gather-evidence.ts';
import { corpusOf, rubricOf, toolsOf } from '../stages/gather/small-corpus.ts';

const rubric = await readRubric(join(import.meta.dirname, '../../prompts/rubric'));
const checks = new Map(rubricChecks(rubric).map(({ check }) => [check.id, check]));

/** What is decided on a check of the rubric where a page of Acme holds this one sentence. */
async function decidedOn(id: string, text: string, below?: string) {
  const check = checks.get(id);
  if (check === undefined) throw new Error(`The rubric has no check ${id}.`);
  const { corpus, bodies } = corpusOf([
    {
      path: '/docs/page',
      title: 'Acme',
      passages: [{ text, headings: below === undefined ? [] : [below], kind: / \| /.test(text) ? 'table' : 'prose' }],
    },
  ]);
  const result = await gatherEvidence(corpus, toolsOf(rubricOf([check]), bodies));
  const [found] = result.kind === 'record' ? result.record.checks : [];
  if (found === undefined) throw new Error('expected a record');
  return decideOffline(check, found).decision;
}

describe('What the product does with another system', () => {
  it.each([
    ['permitted.authentication', 'Acme supports single sign-on for your Okta tenant.'],
    ['contextual.live', 'Acme streams changes in real time from your PostgreSQL database.'],
    ['solid.failure', 'Acme offers exactly-once delivery from your Kafka cluster.'],
    ['permitted.fine-control', 'Acme supports column-level masking of Snowflake tables.'],
    ['transparent.history', 'Acme keeps an audit log of Snowflake queries.'],
    ['transparent.provenance', 'Acme provides end-to-end lineage of Snowflake tables.'],
    ['permitted.roles', 'Acme supports role-based access control for your Kubernetes cluster.'],
    ['permitted.roles', 'If you use Kafka, Acme enables role-based access control on your Kafka cluster.'],
    ['permitted.roles', 'With Acme, you can enable role-based access control on your Kafka cluster.'],
    ['permitted.roles', 'Once Acme is installed, it supports role-based access control on your Kafka cluster.'],
    ['permitted.roles', 'In production, we support role-based access control for your Kafka cluster.'],
    ['permitted.roles', 'Acme, which runs anywhere, supports role-based access control on your Kafka cluster.'],
  ])('is what it can: %s', async (id, text) => {
    expect(await decidedOn(id, text)).toBe('met');
  });

  it.each([
    ['permitted.roles', 'Before installing Acme, enable role-based access control on your Kafka cluster.'],
    ['permitted.roles', 'To use Acme, create roles and enable role-based access control in your Snowflake account.'],
    ['permitted.roles', 'If you use Acme with Kafka, configure role-based access control on your Kafka cluster.'],
    ['permitted.roles', 'We recommend enabling role-based access control on your Kafka cluster.'],
    ['governance.change-record', 'Before you install Acme, create an audit log of PostgreSQL.'],
  ])('is not what a reader must do there: %s %s', async (id, text) => {
    expect(await decidedOn(id, text)).not.toBe('met');
  });

  it.each([
    'Acme does not support role-based access control yet; it comes as a preview feature in the next release.',
    'Acme does not support role-based access control on your Kafka cluster.',
  ])('is what it cannot where it says no: %s', async (text) => {
    expect(await decidedOn('permitted.roles', text)).toBe('contradicted');
  });

  it.each([
    'Technology preview features of Acme do not support role-based access control.',
    'In the technical preview release, Acme does not support role-based access control.',
    'In this alpha release, we do not support role-based access control.',
    'In beta versions, you cannot use role-based access control.',
    'As of the preview version, there is no support for role-based access control.',
    'In the public preview, Acme does not support role-based access control.',
    'Acme is fast, but in the beta release, we do not support role-based access control.',
  ])('is no answer where only what is in preview cannot: %s', async (text) => {
    expect(await decidedOn('permitted.roles', text)).toBe('no-evidence');
  });

  it.each([
    'In this release, Acme does not support role-based access control.',
    'As of version 2, there is no support for role-based access control.',
    'Unlike the beta release, Acme does not support role-based access control.',
    'In the beta release, more is there; Acme does not support role-based access control.',
    'Beta features exist, but Acme does not support role-based access control.',
    'Acme does not support role-based access control, which comes as a preview feature later.',
    'In the first place, Acme does not support role-based access control.',
  ])('is what it cannot where a preview stands beside the no, or nowhere: %s', async (text) => {
    expect(await decidedOn('permitted.roles', text)).toBe('contradicted');
  });
});

describe('What others in general do', () => {
  it.each([
    ['permitted.roles', 'Most databases, such as Postgres and MySQL, support role-based access control.'],
    ['permitted.roles', 'Other tools, by contrast, support role-based access control.'],
    ['transparent.history', 'Many databases, however, provide an audit log of every query.'],
    ['permitted.roles', 'Most databases and message brokers support role-based access control.'],
    ['permitted.roles', 'Most vendors, in our experience, support role-based access control.'],
    [
      'transparent.history',
      'Some vendors offer backups, role-based access control and an audit log that records every query.',
    ],
    [
      'permitted.roles',
      'Most databases ship their own dashboards, support role-based access control, and keep an audit log.',
    ],
  ])('is not met: %s %s', async (id, text) => {
    expect(await decidedOn(id, text)).not.toBe('met');
  });

  it.each([
    ['permitted.roles', 'Most databases need an agent, but the server supports role-based access control.'],
    ['permitted.roles', 'Some databases have no roles, and the server supports role-based access control.'],
    ['permitted.roles', 'Most databases offer dashboards, and we support role-based access control as well.'],
    ['permitted.roles', 'While most databases offer logins only, the server supports role-based access control.'],
    ['permitted.roles', 'Some tools use Acme, which supports role-based access control.'],
    ['permitted.roles', 'It works with most databases and supports role-based access control.'],
    ['transparent.history', 'Many databases keep no trace, so you get an audit log of every query.'],
    ['transparent.history', 'Although most tools offer dashboards only, an audit log records every query.'],
  ])('ends where the product is the subject: %s %s', async (id, text) => {
    expect(await decidedOn(id, text)).toBe('met');
  });
});

describe('What stands below the name of another system', () => {
  it.each([
    ['permitted.fine-control', 'Dynamic data masking hides columns from those without rights.', 'Configure Snowflake'],
    ['availability.recovery', 'Point-in-time recovery restores to any second.', 'Set up PostgreSQL'],
    ['availability.ha', 'It fails over automatically to a replica.', 'Configure Redis'],
    ['permitted.authentication', 'Enable single sign-on through OpenID Connect.', 'Configure Superset'],
    ['permitted.authentication', 'Supports single sign-on with SAML and OpenID Connect.', 'Configure Kafka'],
    [
      'permitted.roles',
      'Feature: Role-based access control | Description: Supports role-based access control',
      'Keycloak',
    ],
  ])('is that system’s: %s %s', async (id, text, below) => {
    expect(await decidedOn(id, text, below)).not.toBe('met');
  });

  it.each([
    ['solid.failure', 'The sink offers exactly-once delivery.', 'Configure Kafka'],
    ['contextual.live', 'The source streams changes in real time.', 'Setting up PostgreSQL'],
    [
      'contextual.live',
      'Grant the role so that the connector can stream changes in real time.',
      'Setting up PostgreSQL',
    ],
    [
      'permitted.authentication',
      'Users sign in through SAML single sign-on with your identity provider.',
      'Configuring Okta',
    ],
    ['permitted.authentication', 'Acme supports single sign-on with SAML and OpenID Connect.', 'Configure Kafka'],
    ['availability.ha', 'The sink fails over automatically to a replica.', 'Configure Redis'],
    [
      'permitted.roles',
      'Feature: Role-based access control | Description: Supports role-based access control',
      'Acme with Keycloak',
    ],
  ])('is the product’s where it speaks of the connection or names the product: %s %s', async (id, text, below) => {
    expect(await decidedOn(id, text, below)).toBe('met');
  });
});
