import type { Corpus, Passage } from '../../domain/corpus.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Tools } from '../../ports.ts';
import { markHedged } from './mark-hedged.ts';
import { byPlace, type ReadUnit } from './read-unit.ts';
import { ownWords, unitsOf } from './read-units.ts';

/** Units read of a corpus: more than twice the 16,600 of the largest real documentation seen, and seconds, not minutes. */
export const mostUnits = 40_000;

interface Reading {
  pace: Pace;
  journal: Tools['journal'];
}

/** The units of a corpus by place, as many as the bound allows. Where it binds, each page gives a passage in its turn. */
export async function readInTurn(corpus: Corpus, { pace, journal }: Reading): Promise<ReadUnit[]> {
  const ownName = ownWords(corpus.snapshot.run.vendor.name);
  const found: ReadUnit[] = [];
  const passages = inTurn(corpus);
  let read = 0;
  for (const passage of passages) {
    if (found.length >= mostUnits) break;
    read += 1;
    for (const unit of unitsOf(passage, corpus.pages, ownName)) if (found.length < mostUnits) found.push(unit);
    if (pace.due(passage.text.length)) await pace.rest();
  }
  if (found.length >= mostUnits) {
    journal.note({
      kind: 'note',
      text: `Read the first ${mostUnits} sentences, from every page in turn; ${passages.length - read} passages were left unread.`,
      detail: { units: found.length, unread: passages.length - read },
    });
  }
  found.sort(byPlace);
  await markHedged(found, pace);
  return found;
}

/** The first quotable passage of each page by address, then the second of each: a long page crowds out no other. */
function inTurn(corpus: Corpus): Passage[] {
  const byPage = new Map<number, Passage[]>();
  for (const passage of corpus.passages) {
    const page = passage.places[0]?.page;
    if (page === undefined || passage.flags.includes('injection-suspect')) continue;
    const those = byPage.get(page);
    if (those === undefined) byPage.set(page, [passage]);
    else those.push(passage);
  }
  const start = (passage: Passage) => passage.places[0]?.start ?? 0;
  const address = (page: number) => corpus.pages[page]?.url ?? '';
  const queues = [...byPage].sort(([a], [b]) => (address(a) < address(b) ? -1 : address(a) > address(b) ? 1 : a - b));
  const turns = queues.flatMap(([, those]) =>
    those.sort((a, b) => start(a) - start(b)).map((passage, turn) => ({ passage, turn })),
  );
  return turns.sort((a, b) => a.turn - b.turn).map(({ passage }) => passage);
}
