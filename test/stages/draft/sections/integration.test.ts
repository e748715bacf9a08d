import { describe, expect, it } from 'vitest';
import { drafted, rubric } from '../draft-tools.ts';
import { type Invented, inventedEvidence } from '../invented-evidence.ts';

const sectionsOf = async (facts: Invented['facts']) => (await drafted(inventedEvidence(rubric, { facts }))).analysis;

describe('Where a product stands between others', () => {
  it('is told in a sentence that names a neighbour in the right direction', async () => {
    const { integration } = await sectionsOf([
      {
        kind: 'upstream',
        name: '',
        text: 'The Brook sink connector for search captures change events from Kafka topics.',
      },
      { kind: 'upstream', name: '', text: 'Brook reads its vectors from Kafka topics as they are written.' },
      {
        kind: 'downstream',
        name: '',
        text: 'Brook adopts an architecture with two components that talk to each other.',
      },
    ]);
    expect(integration.upstream).toMatchObject({
      kind: 'cited',
      text: 'Brook reads its vectors from Kafka topics as they are written.',
    });
    expect(integration.downstream.kind).toBe('judgement');
    expect(integration.downstream.text).toMatch(/^What Brook gives out is used by /);
  });

  it('lists outside systems once each, and none of its own parts', async () => {
    const named = (name: string) =>
      ({ kind: 'integration', name, text: `Brook integrates with ${name} today.` }) as const;
    const { integrations } = await sectionsOf(
      ['Apache Atlas', 'Atlas', 'Kubernetes Services', 'BrookCluster', 'IndexLoader', 'SIMD'].map(named),
    );
    expect(integrations.map(({ name }) => name)).toEqual(['Atlas', 'Kubernetes']);
    for (const { citations } of integrations) expect(citations.length).toBeGreaterThan(0);
  });
});

describe('The summary', () => {
  const definition = (text: string) => ({ kind: 'definition', name: '', text }) as const;

  it('says what kind of product it is before whose it is or how it is built', async () => {
    const { summary } = await sectionsOf([
      definition('Brook is a vector database project under a foundation that keeps its licence open to all.'),
      definition('Brook is a vector database that keeps its records on disk and answers from memory.'),
    ]);
    expect(summary.text).toMatch(/^Brook is a vector database that keeps its records on disk/);
  });

  it('gives the whole sentence where its first part says too little', async () => {
    const { summary } = await sectionsOf([
      definition('Brook is a general-purpose framework - its nodes and edges are plain functions.'),
    ]);
    expect(summary.text).toBe('Brook is a general-purpose framework - its nodes and edges are plain functions.');
  });
});
