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
  ])('is the product where the others only lead up to it: %s', (text, words) => {
    expect(other(text, words)).toBeNull();
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
    ['Grant the role to the Kafka user of the connector.', 'Grant the role'],
    ['Every resource has the group acme.dev/v1beta1 in its API version.', 'API version'],
    ['Import the Grafana dashboard that ships with it.', 'dashboard'],
  ])('is not: %s', (text, words) => {
    expect(other(text, words)).toBeNull();
  });
});
