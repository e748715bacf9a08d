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
    ['LangGraph', 'LangGraph'],
    ['JanusGraph', 'JanusGraph'],
    ['SAP', 'SAP'],
    ['SQS', 'SQS'],
    ['SNS', 'SNS'],
    ['EMR', 'EMR'],
    ['EC2', 'EC2'],
    ['Google Cloud Storage', 'Google Cloud Storage'],
    ['Azure Event Hubs', 'Azure Event Hubs'],
    ['Azure Data Lake Storage', 'Azure Data Lake Storage'],
    ['AWS Services', 'AWS'],
  ])('is that of an outside system: %s', (name, shown) => {
    expect(outsideSystem(name, own)).toBe(shown);
  });

  it.each([
    ['Flux', 'InfluxDB'],
    ['Vector', 'pgvector'],
    ['Git', 'GitHub'],
    ['Git', 'GitLab'],
    ['Go', 'MongoDB'],
    ['Go', 'Django'],
    ['R', 'Redis'],
  ])('is no part of %s for holding its letters: %s', (name, other) => {
    expect(outsideSystem(other, { name, category: 'workflow-engine' })).toBe(other);
  });

  it.each([
    ['MongoDB', 'MongoDBAtlas'],
    ['LangGraph', 'LangGraphJS'],
    ['LlamaIndex', 'LlamaIndexTS'],
    ['FalkorDB', 'FalkorDBLite'],
    ['TensorRT', 'TensorRTLLM'],
    ['Chroma', 'Chromadb'],
    ['vLLM', 'vLLMs'],
    ['Brook', 'Brookctl'],
    ['Brook', 'Brook2'],
    ['RedBarn', 'Open Red Barn'],
    ['Argo CD', 'ArgoCDAutopilot'],
  ])('that is the own one with something put to it is a part of the product: %s, %s', (name, other) => {
    expect(outsideSystem(other, { name, category: 'workflow-engine' })).toBe('');
  });

  it.each([
    ['Elastic', 'Elasticsearch'],
    ['Lang', 'LangChain'],
    ['Flux', 'Fluxomat'],
    ['Arc', 'Arcdb'],
  ])(
    'is that of another system where it is known, where it goes on as a word, or where the own one is short: %s, %s',
    (name, other) => {
      expect(outsideSystem(other, { name, category: 'workflow-engine' })).toBe(other);
    },
  );

  it('is one where the catalogue has it, whatever it looks like', () => {
    expect(outsideSystem('OmegaService', own)).toBe('');
    expect(outsideSystem('OmegaService', own, [{ name: 'OmegaService' }])).toBe('OmegaService');
    expect(outsideSystem('Brook', own, [{ name: 'Brook' }])).toBe('');
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
    ['BrookStudio', 'a part of the product in one word'],
    ['DataSource', 'a class'],
    ['BaseModel', 'a class'],
    ['QueryEngine', 'a class'],
    ['StateGraph', 'a class'],
    ['', 'nothing'],
  ])('is left out: %s, %s', (name) => {
    expect(outsideSystem(name, own)).toBe('');
  });
});
