import { describe, expect, it } from 'vitest';
import { outsideSystem } from '../../../src/stages/draft/outside-system.ts';

const own = { name: 'Brook', category: 'change-data-capture' };

describe('A name among integrations', () => {
  it.each([
    ['Kafka', 'Kafka'],
    ['Apache Atlas', 'Atlas'],
    ['SQL Server', 'SQL Server'],
    ['Kubernetes Services', 'Kubernetes'],
    ['K8s', 'Kubernetes'],
    ['Redash 9', 'Redash'],
    ['PostgreSQL JDBC', 'PostgreSQL'],
    ['HAProxy', 'HAProxy'],
    ['vLLM', 'vLLM'],
    ['Hugging Face', 'Hugging Face'],
  ])('is that of an outside system: %s', (name, shown) => {
    expect(outsideSystem(name, own)).toBe(shown);
  });

  it.each([
    ['Brook Studio', 'a part of the product'],
    ['Change Data Capture', 'what the product does'],
    ['OTLP', 'a protocol'],
    ['Float16', 'a data type'],
    ['SIMD Instruction', 'a technique'],
    ['MQ', 'initials'],
    ['InferenceService', 'a resource of the product'],
    ['LeaderWorkerSet', 'a resource of the product'],
    ['FSElasticsearchJSONLoader', 'a class'],
    ['SharedValue', 'a class'],
    ['Data Sources', 'a heading'],
    ['', 'nothing'],
  ])('is left out: %s, %s', (name) => {
    expect(outsideSystem(name, own)).toBe('');
  });
});
