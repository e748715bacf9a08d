import { describe, expect, it } from 'vitest';
import { namesOfSystems } from '../../src/domain/names-system.ts';

describe('Names that may be those of systems', () => {
  it('leave out classes, plain words, constants and initials of two letters', () => {
    const names = ['FSLakewireJSONLoader', 'Data Sources', 'PRECISION', 'KV', 'Lakewire', 'S3', 'Pebble Queue'];
    expect(namesOfSystems(names)).toEqual(['S3', 'Lakewire', 'Pebble Queue']);
  });

  it('begin with systems that much documentation names', () => {
    expect(namesOfSystems(['JMX', 'Lakewire', 'Kafka'])).toEqual(['Kafka', 'JMX', 'Lakewire']);
  });

  it('keep those that end in digits or stand in one word with their maker', () => {
    const names = [
      'IBM DB2',
      'Amazon EC2',
      'Route53',
      'SQLite3',
      'RedisTimeSeries',
      'HashiCorpVault',
      'GoogleBigQuery',
      'Lakewire DB2',
    ];
    expect(namesOfSystems(names)).toEqual(names);
    expect(namesOfSystems(['INT8', 'SHA256', 'RowsByTimeSeries', 'BaseLoader'])).toEqual([]);
  });

  it('leave out initials that shorten another of them, and keep initials that stand alone', () => {
    expect(namesOfSystems(['Message Queue', 'MQS', 'Lakewire Object Store', 'LOS'])).not.toContain('LOS');
    expect(namesOfSystems(['MQTT', 'Lakewire'])).toEqual(['MQTT', 'Lakewire']);
  });
});
