import { describe, expect, it } from 'vitest';
import { units } from '../../src/domain/sentences.ts';

const texts = (text: string, kind: 'prose' | 'list' | 'table' | 'code' = 'prose') =>
  units(text, kind).map((unit) => unit.text);

describe('Quotable units', () => {
  it('are the sentences of prose', () => {
    expect(texts('Harbour stores vectors. It replicates them! Does it scale? Yes.')).toEqual([
      'Harbour stores vectors.',
      'It replicates them!',
      'Does it scale?',
      'Yes.',
    ]);
  });

  it.each([
    'Use a broker, e.g. Kafka or Pulsar, before the sink.',
    'The limit applies to reads, i.e. Queries and scans, and not to writes.',
    'Compare eventual vs. Strong consistency first.',
    'Version 2.4.1 needs 1.5 GB of memory.',
    'Edit config.yaml or values.Prod.yaml and restart.',
    'The product is made by Acme Inc. and its partners.',
    'See section 3 (it is short. Read it whole.) before you begin.',
    'The node.js client connects to db.example.com on its own.',
  ])('do not end at a full stop inside: %s', (sentence) => {
    expect(texts(sentence)).toEqual([sentence]);
  });

  it('end at "etc." and "Inc." where a new sentence begins', () => {
    expect(texts('It reads CSV, JSON, etc. The parser is strict.')).toHaveLength(2);
    expect(texts('It is run by Acme Inc. This matters little.')).toHaveLength(2);
  });

  it('begin with a small letter where that is a name out of code', () => {
    expect(texts('The cache is bounded. max_entries sets the bound.')).toHaveLength(2);
    expect(texts('The cache is bounded. and so on.')).toHaveLength(1);
  });

  it('keep closing quote marks and brackets with their sentence', () => {
    expect(texts('He wrote "It works." Then he left.')).toEqual(['He wrote "It works."', 'Then he left.']);
  });

  it('are list items without their marks, and the sentences of an item that has several', () => {
    expect(texts('- First item\n- Second item. It has two sentences.\n  1. Third item', 'list')).toEqual([
      'First item',
      'Second item.',
      'It has two sentences.',
      'Third item',
    ]);
  });

  it('are whole rows of a table and whole lines of code', () => {
    expect(texts('Setting: a. b | Default: 1. Two\nSetting: c | Default: 2', 'table')).toEqual([
      'Setting: a. b | Default: 1. Two',
      'Setting: c | Default: 2',
    ]);
    expect(texts('  run. Now\n\nstop', 'code')).toEqual(['run. Now', 'stop']);
  });

  it('say where they stand in the text', () => {
    const text = '- One here.   Two there.\n- Three.';
    for (const unit of units(text, 'list')) expect(text.slice(unit.start, unit.end)).toBe(unit.text);
    expect(units(text, 'list')).toHaveLength(3);
  });

  it('lose nothing but white space and marks', () => {
    const text = 'Alpha beta. Gamma (delta. Epsilon) zeta? Eta e.g. Theta.\nIota 1.2. Kappa!';
    expect(texts(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});
