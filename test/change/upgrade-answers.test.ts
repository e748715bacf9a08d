import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRun } from '../../src/actions/start-run.ts';
import { startUpgrade } from '../../src/actions/start-upgrade.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { checksOf } from '../../src/domain/edit-places.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import type { RunStatus } from '../../src/domain/run.ts';
import { type Parts, producerOf } from '../../src/pipeline.ts';
import type { Http, ModelAccess } from '../../src/ports.ts';
import { openOffice, people, type TestOffice } from '../actions/office.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { fixtureTools } from '../fixture-tools.ts';
import { changedRubric } from './changed-rubric.ts';
import { type CopiedSite, copySite } from './copied-site.ts';
import { approve, draftOf } from './published-product.ts';
import { scriptedAccess } from './scripted-access.ts';
import { latestRun, workQueue } from './work-queue.ts';

let desk: TestOffice;
let site: CopiedSite;
let slug: string;
let published: Draft;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());
beforeEach(async () => {
  site = await copySite();
  slug = fresh('quillstore');
  published = await publishByModel();
});
afterEach(() => site.close());

/** Nobody may be asked for anything. */
const silent: Http = {
  get: async ({ url }) => {
    throw new Error(`${url} was asked for`);
  },
};

async function publishByModel(): Promise<Draft> {
  const vendor = aVendor({
    ...{ slug, name: 'Quillstore', layer: 'L1', category: 'vector-database', licence: 'Apache-2.0' },
    ...{ entryType: 'self-hosted-open-source', homepage: 'https://quillstore.example/' },
    sources: ['https://docs.quillstore.example/'],
  });
  await desk.office.store.vendors.add(vendor, people.editor.email);
  await startRun(desk.office, { slug, cause: 'manual', again: false, offline: false }, people.editor);
  await workQueue(desk, site.http, { model: (await scriptedAccess(desk)).model });
  const draft = await draftOf(desk, slug);
  if (!draft) throw new Error('nothing was drafted');
  await approve(desk, site.http, draft);
  return draft;
}

/** Makes the product anew under a rubric, by a model or without one, and says how that ended. */
async function upgrade(
  rubric: Rubric,
  model: ModelAccess | null,
  budgetUsd?: number,
): Promise<{ run: RunStatus; draft: Draft | null }> {
  desk.pass(3_600_000);
  const { producer: own, ...tools } = await fixtureTools();
  const parts: Pick<Parts, 'producer' | 'tools'> = { producer: { ...own, rubricDigest: rubric.digest }, tools };
  const request = { slug, offline: model === null, producer: producerOf(parts, model) };
  await startUpgrade(desk.office, { ...request, ...(budgetUsd === undefined ? {} : { budgetUsd }) }, people.admin);
  await workQueue(desk, silent, { rubric, model });
  return { run: await latestRun(desk, slug), draft: await draftOf(desk, slug) };
}

const turnedPhrase = () => changedRubric('{(rating*|thumbs up|', '{(thumbs up|');
const otherTable = () => changedRubric('levels: [1, 2, 2, 3, 4, 4, 5]', 'levels: [1, 1, 1, 2, 2, 3, 4]');
const decisionsOf = ({ analysis }: Draft) =>
  checksOf(analysis).map(({ check: { id, decision } }) => `${id} ${decision}`);

describe('An upgrade by a model', () => {
  it.each<[string, { isAway?: boolean; budgetUsd?: number }]>([
    ['whose budget does not reach', { budgetUsd: 0.000_000_1 }],
    ['whose provider does not answer', { isAway: true }],
  ])('%s turns nothing: it fails saying so, and is made once that is mended', async (_, { isAway, budgetUsd }) => {
    const id = fresh('double');
    const away = await scriptedAccess(desk, { id, isAway });
    const first = await upgrade(await turnedPhrase(), away.model, budgetUsd);
    expect(first.run).toMatchObject({ outcome: 'failed', failure: { stage: 'draft', cause: 'model-unanswered' } });
    expect(first.draft).toBeNull();
    const here = await scriptedAccess(desk, { id });
    const second = await upgrade(await turnedPhrase(), here.model);
    expect(second.run.runId).not.toBe(first.run.runId);
    expect(here.calls()).toBeGreaterThan(0);
    expect(['drafted', 'unchanged']).toContain(second.run.outcome);
  });

  it('leaves the decisions of a dimension that the model refuses as published, says so, and signs as before', async () => {
    const apart = checksOf(published.analysis).filter(({ check }) => check.decision !== check.offline.decision);
    const [first] = apart;
    if (!first) throw new Error('the analysts agree on everything, so that this shows nothing');
    const rubric = await otherTable();
    const dimension = [...rubric.inpact.dimensions, ...rubric.goals.dimensions].find(({ checks }) =>
      checks.some(({ id }) => id === first.check.id),
    );
    const asked = dimension?.checks
      .map(({ id }) => id)
      .join(', ')
      .replaceAll('.', '\\.');
    const { model } = await scriptedAccess(desk, { id: fresh('double'), refuses: new RegExp(asked ?? '^$') });
    const { run } = await upgrade(desk.office.rubric, model);
    expect(run.outcome).toBe('unchanged');
    expect(run.progress).toContain(`Not answered by the model: ${dimension?.name}.`);
    const { draft } = await upgrade(rubric, model);
    expect(draft && decisionsOf(draft)).toEqual(decisionsOf(published));
    const flags = draft?.analysis.flags.filter(({ message }) => message.includes('stand as published'));
    expect(flags?.map(({ message }) => message)).toEqual([
      expect.stringContaining(`${dimension?.name} was not read anew`),
    ]);
    expect(draft?.analysis.producer.analyst).toBe(published.analysis.producer.analyst);
  });

  it('is signed by the model that decided everything anew', async () => {
    const id = fresh('double');
    const { draft } = await upgrade(await otherTable(), (await scriptedAccess(desk, { id })).model);
    expect(draft?.analysis.producer.analyst).toBe(id);
  });
});

describe('An offline upgrade of what a model decided', () => {
  it('names the model still, whose decisions stand, under the rubric of now', async () => {
    const rubric = await turnedPhrase();
    const { draft } = await upgrade(rubric, null);
    const { analyst, promptDigests } = published.analysis.producer;
    expect(draft?.change?.items.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('The rubric changed since version 1 was made.'),
    ]);
    expect(checksOf(published.analysis).some(({ check }) => check.decision !== check.offline.decision)).toBe(true);
    expect(draft?.analysis.producer).toMatchObject({ analyst, promptDigests, rubricDigest: rubric.digest });
  });
});
