import { describe, expect, it } from 'vitest';
import { otherSubject } from '../../src/domain/other-subject.ts';

const other = (text: string, words: string, own = 'acme') => {
  const start = text.indexOf(words);
  return otherSubject(text, { start, end: start + words.length }, new Set([own]));
};

describe('The subject of a statement', () => {
  it.each([
    ['Grafana supports row filters for its panels.', 'supports row filters', 'Grafana'],
    ['You can see that Grafana supports row filters.', 'row filters', 'Grafana'],
    ['Apache Kafka itself guarantees exactly once delivery.', 'exactly once', 'Kafka'],
  ])('is another system: %s', (text, words, system) => {
    expect(other(text, words)).toBe(system);
  });

  it.each([
    ['Acme supports row filters.', 'row filters'],
    ['Istio provides row filters for Acme tables.', 'row filters'],
    ['We run it where Kafka provides the log.', 'provides the log'],
    ['Row filters can be stored in PostgreSQL.', 'Row filters'],
    ['The store supports row filters.', 'row filters'],
    ['The Helm chart comes with row filters.', 'comes with row filters'],
  ])('is not: %s', (text, words) => {
    expect(other(text, words)).toBeNull();
  });

  it('is the product where it is itself a known system', () => {
    expect(other('Grafana supports row filters.', 'row filters', 'grafana')).toBeNull();
  });
});
