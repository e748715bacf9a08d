import { describe, expect, it } from 'vitest';
import { isInOtherSection } from '../../src/domain/other-section.ts';

const own = new Set(['acme']);
const about = (text: string, ...headings: string[]) =>
  isInOtherSection({ text, end: text.length, kind: 'prose' }, headings, own);

describe('A section on another system', () => {
  it.each([
    ['Grant replication to the new user.', 'Setting up PostgreSQL', 'Permissions'],
    ['Open the console at port 8080.', '2. Exploring the cAdvisor web UI'],
    ['The cluster keeps three replicas of each partition.', 'Configuring Kafka'],
    ['Messages are kept for seven days.', 'Installing Kafka'],
    ['It lets people share dashboards.', 'Visualisation', 'Grafana'],
  ])('gives what is said to that system: %s', (text, ...headings) => {
    expect(about(text, ...headings)).toBe(true);
  });

  it('gives a row of its settings to that system', () => {
    const text = 'Option: model.name | Description: Use the REST API to list the models.';
    expect(isInOtherSection({ text, end: text.length, kind: 'row' }, ['Hugging Face'], own)).toBe(true);
  });

  it('leaves a row on what the product can do there to the product, unless products are compared', () => {
    const row = { text: 'Feature: Column masking | Support: yes', end: 14, kind: 'row' as const };
    expect(isInOtherSection(row, ['Integrations', 'Snowflake'], own)).toBe(false);
    expect(isInOtherSection(row, ['Comparison', 'Snowflake'], own)).toBe(true);
  });

  it.each([
    ['Acme needs a user that may replicate.', 'Setting up PostgreSQL'],
    ['Users sign in through SAML single sign-on with your identity provider.', 'Configuring Okta'],
    ['Traces of each request are exported over OTLP to an OpenTelemetry collector.', 'Setting up OpenTelemetry'],
    ['The console shows a chart for each tenant.', 'Configure Grafana', 'Dashboards'],
    ['Users read secrets at run time.', 'Configuring Vault'],
    ['Changes are streamed within milliseconds.', 'Setting up PostgreSQL'],
    ['The sink writes each event once.', 'Sinks', 'Kafka'],
    ['It runs as one pod a shard.', 'Deploy on Kubernetes'],
    ['It runs as one container.', 'Docker'],
    ['It keeps three replicas.', 'Acme and Kafka'],
  ])('leaves to the product what is said of it: %s', (text, ...headings) => {
    expect(about(text, ...headings)).toBe(false);
  });
});
