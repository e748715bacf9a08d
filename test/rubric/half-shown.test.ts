import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { readUnits } from '../../src/stages/gather/read-units.ts';
import { signalLane } from '../../src/stages/gather/signal-lane.ts';
import { signalPhrases } from '../../src/stages/gather/signal-phrases.ts';
import { corpusOf } from '../stages/gather/small-corpus.ts';

const phrases = signalPhrases(await readRubric(join(import.meta.dirname, '../../prompts/rubric')));

/** How one sentence under a heading speaks for a check: plainly, with a reservation, or not at all. */
function shownFor(check: string, text: string, { heading = 'Overview', kind = 'prose' as 'prose' | 'table' } = {}) {
  const { corpus } = corpusOf([{ path: '/docs/page', title: 'Acme', passages: [{ text, kind, headings: [heading] }] }]);
  const offers = signalLane(readUnits(corpus, 'Acme'), phrases);
  const own = offers.filter((offer) => offer.check === check && offer.stance === 'supports');
  if (own.length === 0) return 'nothing';
  return own.some(({ hedged, facet }) => !hedged && facet !== '') ? 'plainly' : 'in part';
}

describe('A word that has another sense shows nothing, not even in part', () => {
  it.each([
    ['availability.help', 'In Acme an agent may share an open ticket with another user of the desk.'],
    ['solid.mature', 'Acme needs a stable name in the DNS that can be registered with the sign-in page.'],
    ['solid.adopters', 'A name of ten thousand characters that is used by many targets is no problem for Acme.'],
    ['governance.gates', 'A connector of Acme is released for preview purposes and is subject to changes.'],
    ['governance.gates', 'The Approver role of Acme gets it by adding the new action to the group in the schema.'],
    ['solid.maintained', 'Acme goes on to capture events of the change log while a snapshot is made.'],
    ['availability.target', 'This metric of Acme is useful for setting SLA thresholds of your own.'],
    ['observability.metering', 'If the token of Acme is HELP, one more token is expected, which is the metric name.'],
  ])('%s: %s', (check, text) => {
    expect(shownFor(check, text)).toBe('nothing');
  });

  it('as a kind of memory is no type of a field', () => {
    const row = 'Type: Long-term memory | Description: data that is shared between conversations';
    expect(shownFor('lexicon.typed', row, { kind: 'table' })).toBe('nothing');
  });

  it('as a verb of any sentence on a page of terms defines nothing', () => {
    const heading = 'Terminology';
    const text = 'Acme tells from the schema that the age is type Long, and that digits in quotes are always strings.';
    expect(shownFor('lexicon.concepts', text, { heading })).toBe('nothing');
    expect(shownFor('lexicon.concepts', 'A shard is a part of a table that one node holds.', { heading })).toBe(
      'plainly',
    );
  });
});

describe('What the two new signals find', () => {
  it.each([
    ['natural.open-interface', 'Use the REST API to add that configuration to your cluster.'],
    ['lexicon.typed', 'You can access the Swagger UI at http://localhost:8080/api/v1/docs/index.html.'],
  ])('%s: %s', (check, text) => {
    expect(shownFor(check, text)).toBe('plainly');
  });

  it('is the way in, not what another site offers', () => {
    expect(shownFor('natural.open-interface', 'Use the REST API to add it to an external directory.')).not.toBe(
      'plainly',
    );
  });
});
