import { describe, expect, it } from 'vitest';
import { countValues, valuesIn } from '../../src/domain/facet-values.ts';
import { toPhraseUnit } from '../../src/domain/phrase-unit.ts';
import type { Facet } from '../../src/domain/rubric.ts';

const unit = (text: string) => toPhraseUnit(text, { kind: 'prose', scope: [], ownName: new Set(['acme']) });
const languages: Facet = {
  name: 'languages',
  phrases: ['client*'],
  distinct: 2,
  of: ['(python|pyspark)', 'java', 'c++'],
};
const systems: Facet = { name: 'systems', phrases: ['connect*'], distinct: 3, of: ['<Name>'] };

describe('The values of a counting facet', () => {
  it('are given as they stand, each entry once', () => {
    expect(valuesIn(languages, unit('Clients for Python, PySpark, JAVA and more.'))).toEqual(['Python', 'JAVA']);
  });

  it('are all the names that a unit holds but the own one', () => {
    expect(valuesIn(systems, unit('Acme connects to Apache Foo, BigQuery and to Baz.'))).toEqual([
      'Apache Foo',
      'BigQuery',
      'Baz',
    ]);
  });

  it('are no part of the own name', () => {
    expect(valuesIn(systems, unit('Acme Studio connects to Foo.'))).toEqual(['Foo']);
  });

  it('are the names of a row or item where code counts: no word of a description, and nothing of an expression', () => {
    const metrics: Facet = { name: 'metrics', phrases: ['metric*'], distinct: 2, of: ['<code>', '<Name>'] };
    const cells = (text: string, kind: 'row' | 'item') => valuesIn(metrics, { ...unit(text), kind });
    const row =
      'Metric: store_rows_total | Type: Histogram | Query: sum(rate(store_rows_total{app=~"$app"})) by (node_id) | Description: Rows of max.batch.rows by ChannelName.';
    expect(cells(row, 'row')).toEqual(['store_rows_total']);
    expect(cells('Attribute: RowsSeenInTotal | Description: Rows seen, at most max.rows of them.', 'row')).toEqual([
      'RowsSeenInTotal',
    ]);
    expect(cells('store_rows_total: rows by node_id', 'item')).toEqual(['store_rows_total']);
    expect(cells('set_rows(): sets the gauge', 'item')).toEqual([]);
    expect(cells('sum(store_rows_total) of all nodes', 'item')).toEqual([]);
  });

  it('are the names of a metrics table beside labels, kinds and one another, and those listed behind a colon', () => {
    const metrics: Facet = { name: 'metrics', phrases: ['metric*'], distinct: 2, of: ['<code>'] };
    const cells = (text: string, kind: 'row' | 'item') => valuesIn(metrics, { ...unit(text), kind });
    expect(cells('Metric: requests_total{job} | Type: counter | Description: All requests', 'row')).toEqual([
      'requests_total',
    ]);
    expect(cells('Metric: requests_total{job, instance} | Type: counter', 'row')).toHaveLength(1);
    expect(cells('Metric: requests_total / errors_total | Type: counter', 'row')).toEqual([
      'requests_total',
      'errors_total',
    ]);
    expect(cells('Metric: requests_total and errors_total | Type: counter', 'row')).toHaveLength(2);
    expect(cells('Metric: requests_total (counter) | Description: All requests', 'row')).toEqual(['requests_total']);
    expect(cells('Metric: requests_total (by node_id) | Description: All requests', 'row')).toEqual(['requests_total']);
    expect(cells('Queue metrics: queue_depth, queue_size, queue_age_seconds', 'item')).toEqual([
      'queue_depth',
      'queue_size',
      'queue_age_seconds',
    ]);
    expect(cells('Panel: Rows | Query: requests_total{job="a"} | Unit: rows', 'row')).toEqual([]);
    expect(cells('requests_total: node_id, job_id', 'item')).toEqual(['requests_total']);
    expect(cells('Queue metrics: the depth as queue_depth', 'item')).toEqual([]);
  });

  it('count once whoever makes a system, and whichever release of it', () => {
    expect(countValues(systems, ['Apache Foo, Foo', 'Foo 2.5.0', 'Amazon Bar, Bar'])).toBe(2);
  });

  it('count once however they are written', () => {
    expect(countValues(languages, ['Python, Java', 'PySpark', 'java'])).toBe(2);
    expect(countValues(systems, ['Foo, Bar', 'FOO', ''])).toBe(2);
  });
});
