import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { startPace } from '../../../src/domain/pace.ts';
import { gatherEvidence } from '../../../src/stages/gather/gather-evidence.ts';
import { mostUnits, readInTurn } from '../../../src/stages/gather/read-in-turn.ts';
import { checkOf, corpusOf, keptJournal, rubricOf, toolsOf } from './small-corpus.ts';

const sentence = (at: number) =>
  `Acme supports role-based access control for table ${at} and logs each query to a file. `;

/** Pages of plain sentences, given the passages of each. */
const site = (pages: readonly number[], sentencesEach: number) =>
  corpusOf(
    pages.map((passages, page) => ({
      path: `/docs/${page}`,
      passages: Array.from({ length: passages }, (_, at) => ({
        text: Array.from({ length: sentencesEach }, (_, one) => sentence(page * 1e6 + at * 100 + one))
          .join('')
          .trim(),
      })),
    })),
  );
const roles = checkOf(
  'inpact.p.roles',
  { facets: [{ name: 'it', phrases: ['access control'], distinct: 1, of: [] }] },
  ['role based access control'],
);

describe('A large corpus', () => {
  it('leaves the process time for other work while it is gathered', async () => {
    // Two million characters.
    const { corpus, bodies } = site(
      Array.from({ length: 25 }, () => 100),
      9,
    );
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    await gatherEvidence(corpus, toolsOf(rubricOf([roles]), bodies));
    delay.disable();
    expect(delay.count).toBeGreaterThan(20);
    // Nanoseconds. Without rests it is seconds; half a second leaves room for a busy machine.
    expect(delay.max).toBeLessThan(500e6);
  }, 60_000);

  it('stops between two sentences when it is told to', async () => {
    const { corpus, bodies } = site([100], 9);
    const stop = new AbortController();
    const gathering = gatherEvidence(corpus, { ...toolsOf(rubricOf([roles]), bodies), signal: stop.signal });
    stop.abort(new Error('stopped'));
    await expect(gathering).rejects.toThrow('stopped');
  });

  it('is read up to a bound, all of the short pages before the end of a long one', async () => {
    const { corpus } = site([mostUnits / 9 + 500, 3, 3], 9);
    const journal = keptJournal();
    const units = await readInTurn(corpus, { pace: startPace(new AbortController().signal, 20_000), journal });
    expect(units).toHaveLength(mostUnits);
    expect(units.filter(({ page }) => page.url.endsWith('/1'))).toHaveLength(27);
    expect(units.filter(({ page }) => page.url.endsWith('/2'))).toHaveLength(27);
    expect(journal.notes.join()).toMatch(/passages were left unread/);
  }, 60_000);
});
