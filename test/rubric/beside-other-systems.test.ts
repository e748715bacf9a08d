import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { decideOffline } from '../../src/domain/offline-decision.ts';
import { rubricChecks } from '../../src/domain/rubric.ts';
import { gatherEvidence } from '../../src/stages/gather/gather-evidence.ts';
import { corpusOf, rubricOf, toolsOf } from '../stages/gather/small-corpus.ts';

const rubric = await readRubric(join(import.meta.dirname, '../../prompts/rubric'));
const checks = new Map(rubricChecks(rubric).map(({ check }) => [check.id, check]));

/** What is decided on a check of the rubric where a page of Acme holds this one sentence. */
async function decidedOn(id: string, text: string) {
  const check = checks.get(id);
  if (check === undefined) throw new Error(`The rubric has no check ${id}.`);
  const { corpus, bodies } = corpusOf([{ path: '/docs/page', title: 'Acme', passages: [{ text }] }]);
  const result = await gatherEvidence(corpus, toolsOf(rubricOf([check]), bodies));
  const [found] = result.kind === 'record' ? result.record.checks : [];
  if (found === undefined) throw new Error('expected a record');
  return decideOffline(check, found).decision;
}

describe('What the product does with another system', () => {
  it.each([
    ['permitted.authentication', 'Acme supports single sign-on for your Okta tenant.'],
    ['contextual.live', 'Acme streams changes in real time from your PostgreSQL database.'],
    ['solid.failure', 'Acme offers exactly-once delivery from your Kafka cluster.'],
    ['permitted.fine-control', 'Acme supports column-level masking of Snowflake tables.'],
    ['transparent.history', 'Acme keeps an audit log of Snowflake queries.'],
    ['transparent.provenance', 'Acme provides end-to-end lineage of Snowflake tables.'],
    ['permitted.roles', 'Acme supports role-based access control for your Kubernetes cluster.'],
  ])('is what it can: %s', async (id, text) => {
    expect(await decidedOn(id, text)).toBe('met');
  });

  it.each([
    'Acme does not support role-based access control yet; it comes as a preview feature in the next release.',
    'Acme does not support role-based access control on your Kafka cluster.',
  ])('is what it cannot where it says no: %s', async (text) => {
    expect(await decidedOn('permitted.roles', text)).toBe('contradicted');
  });

  it('is no answer where only its preview features cannot', async () => {
    const text = 'Technology preview features of Acme do not support role-based access control.';
    expect(await decidedOn('permitted.roles', text)).toBe('no-evidence');
  });
});
