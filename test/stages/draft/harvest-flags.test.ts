import { describe, expect, it } from 'vitest';
import type { HarvestPart } from '../../../src/domain/evidence.ts';
import { drafted, rubric } from './draft-tools.ts';
import { inventedEvidence } from './invented-evidence.ts';

const page = (name: string) => `https://docs.brook.example/${name}`;
const spent = { modelCalls: 1, cachedCalls: 0, inputTokens: 10, outputTokens: 5, costUsd: null };

function part(change: Partial<HarvestPart>): HarvestPart {
  return {
    subject: 'guide 1',
    urls: [page('guide')],
    outcome: 'read',
    reason: '',
    proposed: 10,
    refused: 0,
    dropped: 0,
    ...change,
  };
}

async function flagsOf(...parts: HarvestPart[]) {
  const { analysis } = await drafted({ ...inventedEvidence(rubric, {}), harvest: { parts, spent } });
  return analysis.flags
    .filter(({ target }) => target === 'crawl')
    .map(({ message, ...flag }) => ({ ...flag, message }));
}

describe('What the model left of the pages', () => {
  it('raises nothing where every part was read and every quote stood', async () => {
    expect(await flagsOf(part({}), part({ subject: 'guide 2' }))).toEqual([]);
  });

  it.each<[HarvestPart['outcome'], string, RegExp]>([
    [
      'skipped',
      'thin-evidence',
      /^1 page\(s\), whole or in part, were not read by the model;.* The budget was used up\. Pages: https:\/\/docs\.brook\.example\/api\.$/,
    ],
    ['unanswered', 'thin-evidence', /^1 page\(s\), whole or in part, were put to the model and no valid reply came;/],
    [
      'discarded',
      'quote-refused',
      /^1 page\(s\), whole or in part, were read by the model and what it gave was discarded;/,
    ],
  ])('names the pages of a part that was %s, and why', async (outcome, kind, message) => {
    const flags = await flagsOf(part({}), part({ outcome, reason: 'The budget was used up.', urls: [page('api')] }));
    expect(flags).toEqual([{ kind, severity: 'warns', target: 'crawl', message: expect.stringMatching(message) }]);
  });

  it('tells parts of one reason together, each page once, and no more than five pages', async () => {
    const skipped = (names: string[]) =>
      part({ outcome: 'skipped', reason: 'The cap is reached.', urls: names.map(page) });
    const [flag, ...others] = await flagsOf(skipped(['a', 'b', 'c']), skipped(['c', 'd', 'e', 'f']));
    expect(others).toEqual([]);
    expect(flag?.message).toMatch(/^6 page\(s\), .*\/a, .*\/e and 1 more\.$/);
  });

  it('counts what was refused and dropped over all parts', async () => {
    const [flag] = await flagsOf(part({ refused: 2 }), part({ proposed: 5, dropped: 1 }));
    expect(flag).toMatchObject({ kind: 'quote-refused', severity: 'notes' });
    expect(flag?.message).toMatch(/^Of 15 quotes .* 2 were refused .* 1 were dropped /);
  });
});
