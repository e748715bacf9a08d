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

  it('count once however they are written', () => {
    expect(countValues(languages, ['Python, Java', 'PySpark', 'java'])).toBe(2);
    expect(countValues(systems, ['Foo, Bar', 'FOO', ''])).toBe(2);
  });
});
