import { describe, expect, it } from 'vitest';
import { isInOtherSection } from '../../src/domain/other-section.ts';

const own = new Set(['acme']);
const about = (text: string, ...headings: string[]) =>
  isInOtherSection({ text, end: text.length, kind: 'prose', title: 'Acme' }, headings, own);

describe('A section on another system', () => {
  it.each([
    ['Grant replication to the new user.', 'Setting up PostgreSQL', 'Permissions'],
    ['Open the console at port 8080.', '2. Exploring the cAdvisor web UI'],
    ['The cluster keeps three replicas of each partition.', 'Configuring Kafka'],
    ['Messages are kept for seven days.', 'Installing Kafka'],
    ['It lets people share dashboards.', 'Visualisation', 'Grafana'],
    ['Dynamic data masking hides columns from those without rights.', 'Configure Snowflake'],
    ['Point-in-time recovery restores to any second.', 'Set up PostgreSQL'],
    ['It fails over automatically to a replica.', 'Configure Redis'],
    ['It supports single sign-on.', 'Configuring Okta'],
    ['Enable single sign-on through OpenID Connect.', 'Configure Superset'],
    ['Supports single sign-on with SAML and OpenID Connect.', 'Configure Kafka'],
    ['Row filters hide rows of each data source.', 'Configure Superset'],
    ['Row filters are an open source feature.', 'Configure Superset'],
    ['Changes are streamed within milliseconds.', 'Setting up PostgreSQL'],
  ])('gives what is said to that system: %s', (text, ...headings) => {
    expect(about(text, ...headings)).toBe(true);
  });

  it('gives what is to be done there to that system, and what follows from it to the product', () => {
    const text = 'Enable row filters on the source so that the connector can stream changes.';
    const upTo = (words: string) =>
      isInOtherSection(
        { text, end: text.indexOf(words) + words.length, kind: 'prose', title: 'Acme' },
        ['Setting up PostgreSQL'],
        own,
      );
    expect(upTo('row filters')).toBe(true);
    expect(upTo('stream changes')).toBe(false);
  });

  it('gives a row of its settings to that system', () => {
    const text = 'Option: model.name | Description: Use the REST API to list the models.';
    expect(isInOtherSection({ text, end: text.length, kind: 'row', title: 'Acme' }, ['Hugging Face'], own)).toBe(true);
  });

  it('leaves a row on what the product can do there to the product, where a heading or the title names it', () => {
    const row = { text: 'Feature: Column masking | Support: yes', end: 14, kind: 'row' as const };
    const isOther = (title: string, ...headings: string[]) => isInOtherSection({ ...row, title }, headings, own);
    expect(isOther('Integrations', 'Acme and others', 'Snowflake')).toBe(false);
    expect(isOther('Masking with Acme', 'Snowflake')).toBe(false);
    expect(isOther('Integrations', 'Snowflake')).toBe(true);
    // The name of the site alone stands above everything.
    expect(isOther('Acme', 'Snowflake')).toBe(true);
    expect(isOther('The Acme documentation', 'Snowflake')).toBe(true);
    expect(isOther('Integrations of Acme', 'Comparison', 'Snowflake')).toBe(true);
  });

  it.each([
    ['Acme needs a user that may replicate.', 'Setting up PostgreSQL'],
    ['Users sign in through SAML single sign-on with your identity provider.', 'Configuring Okta'],
    ['Traces of each request are exported over OTLP to an OpenTelemetry collector.', 'Setting up OpenTelemetry'],
    ['The console shows a chart for each tenant.', 'Configure Grafana', 'Dashboards'],
    ['Users read secrets at run time.', 'Configuring Vault'],
    ['The source streams changes within milliseconds.', 'Setting up PostgreSQL'],
    ['The sink writes each event once.', 'Sinks', 'Kafka'],
    ['The sink writes each event once.', 'Configure Kafka'],
    ['Our sink fails over, as the sink keeps a replica.', 'Configure Redis'],
    ['Grant the role so that the connector can stream changes.', 'Setting up PostgreSQL'],
    ['Rows are masked so that the reader can share them.', 'Configure Snowflake'],
    ['It runs as one pod a shard.', 'Deploy on Kubernetes'],
    ['It runs as one container.', 'Docker'],
    ['It keeps three replicas.', 'Acme and Kafka'],
  ])('leaves to the product what is said of it: %s', (text, ...headings) => {
    expect(about(text, ...headings)).toBe(false);
  });
});
