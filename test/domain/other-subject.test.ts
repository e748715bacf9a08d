import { describe, expect, it } from 'vitest';
import { otherSubject } from '../../src/domain/other-subject.ts';

const other = (text: string, words: string, own = 'acme') => {
  const start = text.indexOf(words);
  const span = { start, end: start + words.length };
  return otherSubject(text, { ...span, spans: [span] }, new Set([own]));
};

describe('The subject of a statement', () => {
  it.each([
    ['Grafana supports row filters for its panels.', 'supports row filters', 'Grafana'],
    ['You can see that Grafana supports row filters.', 'row filters', 'Grafana'],
    ['Apache Kafka itself guarantees exactly once delivery.', 'exactly once', 'Kafka'],
  ])('is another system: %s', (text, words, system) => {
    expect(other(text, words)).toBe(system);
  });

  it('stays another system where the product is named in the next sentence only', () => {
    expect(other('Grafana supports row filters etc. Select Acme to set it up.', 'supports row filters')).toBe(
      'Grafana',
    );
  });

  it.each([
    ['Not all sources keep a schema, and most sources provide a REST API to read it.', 'REST API'],
    ['A glossary is what we found in other vendors.', 'other vendors'],
    ['Many other tools offer a REST API.', 'REST API'],
    ['Row filters are what many other tools also offer.', 'Row filters are what many other tools'],
    ['Many other tools offer polling and row filters.', 'row filters'],
    ['Most sources provide a REST API, roles and audit logs.', 'audit logs'],
    ['Most databases, such as Postgres and MySQL, support row filters.', 'row filters'],
    ['Other tools, by contrast, support row filters.', 'row filters'],
    ['Many databases, however, provide an audit log of every query.', 'audit log'],
    ['Most databases and message brokers support row filters.', 'row filters'],
    ['Most vendors, in our experience, support row filters.', 'row filters'],
    ['Most vendors, we think, support row filters.', 'row filters'],
    ['Some vendors offer backups, row filters and an audit log that records all.', 'audit log'],
    ['Some vendors offer backups and the audit log that they keep.', 'audit log'],
    ['Most databases ship their own dashboards, support row filters, and keep an audit log.', 'audit log'],
    ['Most databases keep logs so that they support row filters.', 'row filters'],
    ['While most databases, such as Postgres and MySQL, support row filters, a queue needs none.', 'row filters'],
    ['Other tools, unlike Acme, support row filters.', 'row filters'],
    ['Most vendors offer backups, row filters are among them.', 'row filters'],
    ['Most databases that Acme reads support row filters.', 'row filters'],
    ['Most databases support row filters, which Acme lacks today.', 'row filters'],
  ])('is many others at once: %s', (text, words) => {
    expect(other(text, words)).not.toBeNull();
  });

  it.each([
    ['Not all databases support transactions, so writes are idempotent.', 'writes are idempotent'],
    [
      'Unlike many other tools that support polling only, changes are pushed within milliseconds.',
      'changes are pushed',
    ],
    ['Unlike other tools that offer polling changes are pushed within milliseconds.', 'changes are pushed'],
    ['Connect to most data sources and use row filters on them.', 'row filters'],
    ['Many tools offer dashboards, so you get row filters.', 'row filters'],
    ['Most databases need an agent, but the server supports row filters.', 'row filters'],
    ['Some databases have no roles, and the server supports row filters.', 'row filters'],
    ['Most databases offer dashboards, and we support row filters.', 'row filters'],
    ['Most databases offer dashboards, and it supports row filters.', 'row filters'],
    ['Since most databases have no roles, you can use row filters.', 'row filters'],
    ['While most databases offer logins only, row filters are built in.', 'row filters'],
    ['Other tools, such as Grafana, offer dashboards; it supports row filters.', 'row filters'],
    ['Some tools use Acme, which supports row filters.', 'row filters'],
    ['Most databases keep a log, which Acme turns into row filters.', 'row filters'],
    ['Most databases and Acme support row filters.', 'row filters'],
    ['Most databases offer dashboards but it supports row filters.', 'row filters'],
    ['In Acme, most databases offer row filters.', 'row filters'],
    ['Most data sources support row filters in Acme.', 'row filters'],
    ['Most sources are supported, and several have row filters.', 'row filters'],
    ['It works with most databases and supports row filters.', 'row filters'],
  ])('is the product where the others only lead up to it: %s', (text, words) => {
    expect(other(text, words)).toBeNull();
  });

  it('is the other system where the product is named only in what leads up to it, or "we" advise it', () => {
    expect(other('Before installing Acme, make sure that Kafka supports row filters.', 'row filters')).toBe('Kafka');
    expect(other('We recommend Grafana, because Grafana supports row filters.', 'row filters')).toBe('Grafana');
    expect(other('Before installing Acme, see that it supports row filters.', 'row filters')).toBeNull();
  });

  it('is what a sentence introduces as an open project, unless it is the product', () => {
    const text = 'Lakewire (LW) is an open standard for lineage that lets tools collect metadata.';
    expect(other(text, 'collect metadata')).toBe('Lakewire');
    expect(other(text, 'collect metadata', 'lakewire')).toBeNull();
    expect(other('Brookgate is a service that collects metadata.', 'collects metadata')).toBeNull();
  });

  it.each([
    ['Acme supports row filters.', 'row filters'],
    ['Istio provides row filters for Acme tables.', 'row filters'],
    ['We run it where Kafka provides the log.', 'provides the log'],
    ['Row filters can be stored in PostgreSQL.', 'Row filters'],
    ['The store supports row filters.', 'row filters'],
    ['The Helm chart comes with row filters.', 'comes with row filters'],
    ['The Kafka connector supports exactly once delivery.', 'exactly once'],
  ])('is not: %s', (text, words) => {
    expect(other(text, words)).toBeNull();
  });

  it('is the product where it is itself a known system', () => {
    expect(other('Grafana supports row filters.', 'row filters', 'grafana')).toBeNull();
  });
});

describe('What a phrase matched', () => {
  it.each([
    ['Create a Jaeger instance with a YAML file.', 'instance', 'Jaeger'],
    ['Define a PostgreSQL role that may read the tables.', 'role that may read', 'PostgreSQL'],
    ['If several tenants share it, tenancy is enabled on your Kafka cluster.', 'tenancy is enabled', 'Kafka'],
    ['Raise the logging level of PostgreSQL to debug.', 'logging level', 'PostgreSQL'],
  ])('is a part of another system: %s', (text, words, system) => {
    expect(other(text, words)).toBe(system);
  });

  it.each([
    ['Users of the policy/v1beta1 API version can go on.', 'v1beta1 API version'],
    ['Take the API version of PodDisruptionBudget that your cluster knows.', 'API version'],
  ])('is an interface of Kubernetes: %s', (text, words) => {
    expect(other(text, words)).toBe('Kubernetes');
  });

  it('is what the product does with that system where the product is named before, but for a version', () => {
    expect(other('Acme supports masking of Snowflake tables.', 'masking')).toBeNull();
    expect(other('Acme supports role-based access for your Kubernetes cluster.', 'role-based access')).toBeNull();
    expect(other('We support masking of Snowflake tables.', 'masking')).toBeNull();
    expect(other('Masking of Snowflake tables is there.', 'Masking')).toBe('Snowflake');
    expect(other('Acme asks for the version of PostgreSQL.', 'version')).toBe('PostgreSQL');
  });

  it.each([
    'Before installing Acme, enable row filters on your Kafka cluster.',
    'Before installing Acme enable row filters on your Kafka cluster.',
    'To use Acme, create roles and enable row filters in your Kafka cluster.',
    'If you use Acme with Kafka, configure row filters on your Kafka cluster.',
    'If you use Acme, for which we thank you, please configure row filters on your Kafka cluster.',
    'Install Acme and enable row filters on your Kafka cluster.',
    'Acme starts at once and then enable row filters on your Kafka cluster.',
    'We recommend enabling row filters on your Kafka cluster.',
    'Acme requires row filters on your Kafka cluster.',
    'Before you install Acme, create row filters of Kafka.',
    'Make sure that Acme runs, and it has row filters on your Kafka cluster.',
  ])('is what the reader does in that system, whoever is named before: %s', (text) => {
    expect(other(text, 'row filters')).toBe('Kafka');
  });

  it.each([
    'If you use Kafka, Acme enables row filters on your Kafka cluster.',
    'With Acme, you can enable row filters on your Kafka cluster.',
    'With Acme you can enable row filters on your Kafka cluster.',
    'Acme, which runs anywhere, supports row filters on your Kafka cluster.',
    'This is run by Acme, which supports row filters on your Kafka cluster.',
    'Acme runs anywhere, and it supports row filters on your Kafka cluster.',
    'Once Acme is installed, it supports row filters on your Kafka cluster.',
    'Acme needs an agent and supports row filters on your Kafka cluster.',
    'Acme lets you create roles and enable row filters on your Kafka cluster.',
    'The operator of Acme brings row filters to users and row filters on your Kafka cluster.',
    'In production, we support row filters on your Kafka cluster.',
    'Acme supports row filters for your Kafka cluster.',
  ])('is what the product does there where it is the subject: %s', (text) => {
    expect(other(text, 'row filters')).toBeNull();
  });

  it.each([
    ['Grant the role to the Kafka user of the connector.', 'Grant the role'],
    ['Every resource has the group acme.dev/v1beta1 in its API version.', 'API version'],
    ['Import the Grafana dashboard that ships with it.', 'dashboard'],
  ])('is not: %s', (text, words) => {
    expect(other(text, words)).toBeNull();
  });
});
