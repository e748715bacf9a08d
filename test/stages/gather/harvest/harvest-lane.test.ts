import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/domain/digest.ts';
import { Evidence, type HarvestPart, type Quote } from '../../../../src/domain/evidence.ts';
import { harvestSums } from '../../../../src/domain/harvest-sums.ts';
import { decideOffline } from '../../../../src/domain/offline-decision.ts';
import { verifySlice } from '../../../../src/domain/quote-gate.ts';
import type { ModelQuestion } from '../../../../src/ports.ts';
import { openGate } from '../../../../src/stages/gather/gate-offers.ts';
import { gatherEvidence } from '../../../../src/stages/gather/gather-evidence.ts';
import { harvestLane } from '../../../../src/stages/gather/harvest/harvest-lane.ts';
import { listedUnits } from '../../../../src/stages/gather/page-units.ts';
import { readUnits } from '../../../../src/stages/gather/read-units.ts';
import { type Said, scriptedModel } from '../../../scripted-model.ts';
import { checkOf, corpusOf, rubricOf, toolsOf, type WrittenPage } from '../small-corpus.ts';
import { type Item, passagesIn, quoting, roles, toolsWith } from './harvest-doubles.ts';

type Say = (question: ModelQuestion<unknown>, round: number) => Said | Promise<Said>;

async function gathered(pages: WrittenPage[], say: Say): Promise<Evidence> {
  const { corpus, bodies } = corpusOf(pages);
  const result = await gatherEvidence(corpus, toolsWith(scriptedModel(say), bodies));
  if (result.kind !== 'record') throw new Error('expected a record');
  return result.record;
}

const harvested = (evidence: Evidence): Quote[] =>
  evidence.checks.flatMap(({ quotes }) => quotes.filter(({ lane }) => lane === 'harvest'));
const onePart = (evidence: Evidence): HarvestPart => {
  const [part] = evidence.harvest?.parts ?? [];
  if (part === undefined) throw new Error('no part');
  return part;
};
const page = (...texts: string[]): WrittenPage => ({ path: '/docs/a', passages: texts.map((text) => ({ text })) });
const sentence = 'Whoever is a librarian may lend books, and whoever is a reader may not.';
/** So many true sentences, each of its own words. */
const sentences = (count: number) =>
  Array.from({ length: count }, (_, at) => `A librarian of shelf ${at} may lend its books out.`);

describe('What a model finds in the pages', () => {
  it('becomes evidence as a verified quote, with what the reading came to', async () => {
    const evidence = await gathered([page(`Something else comes first. ${sentence}`)], (question) =>
      quoting(question, /librarian/, { quote: sentence }),
    );
    expect(Evidence.parse(evidence)).toEqual(evidence);
    const [quote] = harvested(evidence);
    expect(quote).toMatchObject({
      lane: 'harvest',
      stance: 'supports',
      hedged: false,
      facet: '',
      citation: { quote: sentence },
    });
    expect(quote && verifySlice(quote.citation, `Something else comes first. ${sentence}`)).toEqual({ ok: true });
    expect(evidence.harvest).toEqual({
      parts: [
        {
          subject: '/docs/a',
          urls: ['https://acme.example/docs/a'],
          outcome: 'read',
          reason: '',
          proposed: 1,
          refused: 0,
          dropped: 0,
          folded: 0,
          empty: 0,
        },
      ],
      spent: { modelCalls: 1, cachedCalls: 0, inputTokens: 100, outputTokens: 20, costUsd: null },
    });
  });

  it('is widened to whole sentences, and found with our marks, a list marker or other quote marks copied along', async () => {
    const list = '- Librarians may lend “all” the books of their shelf\n- Readers may take one book home at a time';
    for (const quote of ['may lend "all" the books', '[1] ¦ - Librarians may lend “all” the books of their shelf']) {
      const evidence = await gathered([{ path: '/docs/a', passages: [{ text: list, kind: 'list' }] }], () => ({
        value: { quotes: [{ check: 'permitted.roles', stance: 'supports', passage: 1, quote }] },
      }));
      expect(harvested(evidence).map(({ citation }) => citation.quote)).toEqual([
        'Librarians may lend “all” the books of their shelf',
      ]);
    }
  });

  it('is of the passages that the other lanes read', async () => {
    const { corpus, bodies } = corpusOf([page(sentence, 'A passage beyond the bound of a very large site.')]);
    const model = scriptedModel((question) => quoting(question, /./));
    const [first] = readUnits(corpus, 'Acme');
    if (first === undefined) throw new Error('no unit');
    const look = { lengths: [], postings: {}, signals: [], limits: [], facts: [], systems: [], orders: [] };
    const only = { url: first.page.url, title: first.page.title, key: null, units: listedUnits([first]), look };
    const read = { pages: [only], gate: openGate(bodies, () => false) };
    await harvestLane(corpus, read, toolsWith(model, bodies));
    expect([...passagesIn(model.asked[0] ?? { user: '' }).values()]).toEqual([sentence]);
  });

  it('is absent without a model, whose run asks nothing', async () => {
    const { corpus, bodies } = corpusOf([page(sentence)]);
    const result = await gatherEvidence(corpus, toolsOf(rubricOf([roles]), bodies));
    expect(result.kind === 'record' && 'harvest' in result.record).toBe(false);
  });

  it('changes nothing that the offline analyst sees', async () => {
    const check = checkOf(
      'permitted.roles',
      { facets: [{ name: 'roles', phrases: ['{roles} .. permissions'], distinct: 1, of: [] }], not: ['no roles'] },
      ['roles permissions'],
    );
    const pages = [
      page('In Acme roles carry permissions for tables.', sentence, 'It has no roles for the shelves it keeps.'),
    ];
    const { corpus, bodies } = corpusOf(pages);
    const model = scriptedModel((question) => quoting(question, /./, { stance: 'contradicts' }));
    const results = [toolsOf(rubricOf([check]), bodies), toolsWith(model, bodies, rubricOf([check]))].map(
      async (tools) => {
        const result = await gatherEvidence(corpus, tools);
        if (result.kind !== 'record') throw new Error('expected a record');
        return result.record.checks[0] ?? { check: '', quotes: [], searched: [] };
      },
    );
    const [without, along] = await Promise.all(results);
    expect(along?.quotes.filter(({ lane }) => lane === 'harvest').length).toBeGreaterThan(1);
    expect({ ...along, quotes: along?.quotes.filter(({ lane }) => lane !== 'harvest') }).toEqual(without);
    expect(along && decideOffline(check, along)).toEqual(without && decideOffline(check, without));
  });

  it('takes no place of a quote that a phrase of the rubric found already', async () => {
    const check = checkOf('permitted.roles', {
      facets: [{ name: 'roles', phrases: ['{roles} .. permissions'], distinct: 1, of: [] }],
    });
    const { corpus, bodies } = corpusOf([page('In Acme roles carry permissions for tables.', sentence)]);
    const model = scriptedModel((question) => quoting(question, /./));
    const result = await gatherEvidence(corpus, toolsWith(model, bodies, rubricOf([check])));
    const quotes = result.kind === 'record' ? (result.record.checks[0]?.quotes ?? []) : [];
    expect(quotes.map(({ lane, citation }) => [lane, citation.quote]).sort()).toEqual([
      ['harvest', sentence],
      ['signal', 'In Acme roles carry permissions for tables.'],
    ]);
  });
});

describe('What a model makes of a sentence', () => {
  it.each([
    ['a plain one', 'Role-based access control guards every table.', {}, 'supports', false],
    ['a denied one', 'Acme does not support role-based access control.', {}, 'contradicts', false],
    ['one that leaves something out', 'Tables are read without any role or access control.', {}, 'limits', false],
    ['one denied in other words', 'Librarians cannot be told apart from their readers.', {}, 'limits', false],
    ['a reserved one', 'Role-based access control is a beta feature of this release.', {}, 'supports', true],
    [
      'one under a heading that denies',
      'Role-based access control for all of the tables.',
      { headings: ['Not supported'] },
      'contradicts',
      false,
    ],
    [
      'one under a heading of wishes',
      'Role-based access control for all of the tables.',
      { headings: ['Roadmap'] },
      'supports',
      true,
    ],
    ['one about another system', 'Grafana supports role-based access control for its panels.', {}, 'supports', true],
    [
      'a line of a list of changes',
      'Adds role-based access control to all tables.',
      { headings: ['3.4.0'] },
      'supports',
      true,
    ],
    ['one that points elsewhere', 'For more information, see role-based access control.', {}, 'supports', true],
    [
      'one that is taken back',
      'Role-based access control guards tables. This feature is experimental.',
      {},
      'supports',
      true,
    ],
  ] as const)('is corrected by code: %s', async (_name, text, more, stance, hedged) => {
    const passages = [{ text, ...more, headings: [...('headings' in more ? more.headings : [])] }];
    const evidence = await gathered([{ path: '/docs/a', passages }], (question) => quoting(question, /./));
    expect(harvested(evidence)[0]).toMatchObject({ stance, hedged });
  });

  it('is corrected by the lead-in of a list, which the gate takes into the quote', async () => {
    const list = {
      text: '- Role-based access control for all its tables\n- Joins over more than two tables',
      kind: 'list' as const,
    };
    const item = 'Role-based access control for all its tables';
    const stanceUnder = async (lead: string) => {
      const evidence = await gathered([{ path: '/docs/a', passages: [{ text: lead }, list] }], (question) =>
        quoting(question, /Role/, { quote: item }),
      );
      return harvested(evidence).map(({ stance, hedged }) => ({ stance, hedged }));
    };
    expect(await stanceUnder('The following is part of it:')).toEqual([{ stance: 'supports', hedged: false }]);
    expect(await stanceUnder('The following is not supported:')).toEqual([{ stance: 'contradicts', hedged: false }]);
    expect(await stanceUnder('The following is planned:')).toEqual([{ stance: 'supports', hedged: true }]);
  });

  it('is never made stronger: against stays against', async () => {
    for (const stance of ['contradicts', 'limits'] as const) {
      const evidence = await gathered([page('Role-based access control guards every table.')], (question) =>
        quoting(question, /./, { stance }),
      );
      expect(harvested(evidence).map((quote) => quote.stance)).toEqual([stance]);
    }
  });

  it('is nothing for a question, whose refusal a reviewer sees', async () => {
    const evidence = await gathered([page('Does Acme have role-based access control for tables?')], (question) =>
      quoting(question, /./),
    );
    expect(harvested(evidence)).toEqual([]);
    expect(evidence.refused).toMatchObject([
      { check: 'permitted.roles', reason: expect.stringContaining('states nothing') },
    ]);
  });
});

describe('A liar', () => {
  const long =
    'Nobody but a librarian may lend out more than 12 books, and a reader may not lend any. It is so on all shelves.';
  const lies: [string, string][] = [
    ['a word changed', 'Nobody but a librarian may lend out more than 12 books, and a reader may also lend any.'],
    ['not left out', 'Nobody but a librarian may lend out more than 12 books, and a reader may lend any.'],
    ['a digit changed', 'Nobody but a librarian may lend out more than 13 books, and a reader may not lend any.'],
    ['halves joined by an ellipsis', 'Nobody but a librarian ... may not lend any.'],
    ['halves joined', 'Nobody but a librarian may lend out more than 12 books. It is so on all shelves.'],
    ['a look-alike letter', 'Nobody but a librаrian may lend out more than 12 books, and a reader may not lend any.'],
    ['another passage', 'The reading room is open from nine to five on every day.'],
    ['of the title', 'Acme has roles that carry permissions'],
    ['nothing', ''],
  ];

  it.each(lies)('gives no evidence by a quote with %s', async (_name, quote) => {
    const pages = [
      {
        ...page(long, 'The reading room is open from nine to five on every day.'),
        title: 'Acme has roles that carry permissions',
      },
    ];
    const evidence = await gathered(pages, () => ({
      value: { quotes: [{ check: 'permitted.roles', stance: 'supports', passage: 1, quote }] },
    }));
    expect(harvested(evidence)).toEqual([]);
    expect(onePart(evidence)).toMatchObject({ proposed: 1, refused: 1 });
    expect(evidence.refused).toHaveLength(1);
  });

  it('is shown by numbers, and its reply is discarded above three in ten', async () => {
    const outcome = async (truths: number, invented: number) => {
      const evidence = await gathered([page(...sentences(truths))], (question) => {
        const { value } = quoting(question, /librarian/);
        const lies = Array.from(
          { length: invented },
          (_, at): Item => ({
            check: 'permitted.roles',
            stance: 'supports',
            passage: 1,
            quote: `Acme gives every user number ${at} a role of their own.`,
          }),
        );
        return { value: { quotes: [...value.quotes, ...lies] } };
      });
      const { outcome, proposed, refused, reason } = onePart(evidence);
      return { outcome, proposed, refused, quotes: harvested(evidence).length, isSaid: reason !== '' };
    };
    expect(await outcome(5, 2)).toEqual({ outcome: 'read', proposed: 7, refused: 2, quotes: 5, isSaid: false });
    expect(await outcome(4, 2)).toEqual({ outcome: 'discarded', proposed: 6, refused: 2, quotes: 0, isSaid: true });
    // One wrong copy is a slip, whatever its share.
    expect(await outcome(1, 1)).toEqual({ outcome: 'read', proposed: 2, refused: 1, quotes: 1, isSaid: false });
  });

  it('is counted to the last quote: used, refused, stating nothing, proposed twice, not offered', async () => {
    const asks = 'May a librarian lend out more than twelve books at any one time?';
    const evidence = await gathered([page(...sentences(6), asks)], (question) => {
      const { quotes } = quoting(question, /librarian/).value;
      const [first] = quotes;
      const lie = { ...first, quote: 'Acme gives every user a role of their own.' };
      return { value: { quotes: [...quotes, first, { ...first, stance: 'limits' }, lie, { ...first, passage: 99 }] } };
    });
    expect(onePart(evidence)).toMatchObject({
      ...{ outcome: 'read', proposed: 11, refused: 1, empty: 1, folded: 2, dropped: 1 },
    });
    expect(harvestSums(onePart(evidence))).toBe(
      '11 proposed: 6 used, 1 refused by code, 1 true and stating nothing, 2 proposed twice, 1 for a check or passage that was not offered.',
    );
  });

  it('is discarded where more than a fifth names what was not offered, after one repair', async () => {
    const pages = [page(...sentences(4))];
    const say =
      (wrong: Partial<Item>): Say =>
      (question) => {
        const { quotes } = quoting(question, /librarian/).value;
        return { value: { quotes: [...quotes, { ...quotes[0], ...wrong }] } };
      };
    const one = await gathered(pages, say({ passage: 99 }));
    expect(onePart(one)).toMatchObject({ outcome: 'read', proposed: 5, dropped: 1 });
    expect(harvested(one)).toHaveLength(4);
    const rounds: number[] = [];
    const two = await gathered([page(...sentences(3))], (question, round) => {
      rounds.push(round);
      return say({ check: 'permitted.wishes' })(question, round);
    });
    expect(rounds).toEqual([1, 2]);
    expect(onePart(two)).toMatchObject({ outcome: 'discarded', proposed: 4, dropped: 1 });
    expect(harvested(two)).toEqual([]);
  });

  it('has the reply that a repair brought taken for the first one', async () => {
    const evidence = await gathered([page(sentence)], (question, round) =>
      round === 1 ? { value: { quotes: 'see above' } } : quoting(question, /librarian/, { quote: sentence }),
    );
    expect(harvested(evidence)).toHaveLength(1);
  });

  it('gives no evidence where the stored text of the page is gone or another', async () => {
    const { corpus } = corpusOf([page(sentence)]);
    const bodies = { keep: async () => '', read: async () => new TextEncoder().encode('x'.repeat(500)) };
    const model = scriptedModel((question) => quoting(question, /librarian/));
    const result = await gatherEvidence(corpus, toolsWith(model, bodies));
    if (result.kind !== 'record') throw new Error('expected a record');
    expect(harvested(result.record)).toEqual([]);
    expect(onePart(result.record)).toMatchObject({ proposed: 1, refused: 1 });
  });
});

describe('Many parts', () => {
  /** Eight sections of some eight thousand tokens each: no two fit one call. */
  const big = (words = 'shelf'): WrittenPage[] =>
    Array.from({ length: 8 }, (_, section) => ({
      path: `/docs/section-${section}/page`,
      title: `Section ${section}`,
      passages: Array.from({ length: 90 }, (_each, at) => ({
        text: Array.from(
          { length: 4 },
          (_one, line) =>
            `The librarian of ${words} ${section}-${at}-${line} may lend its books to every reader of the house.`,
        ).join(' '),
      })),
    }));
  const firsts: Say = (question) => {
    const [first] = passagesIn(question);
    if (first === undefined) throw new Error('no passages');
    const [number, text] = first;
    return {
      value: {
        quotes: [{ check: 'permitted.roles', stance: 'supports', passage: number, quote: text.split('. ')[0] ?? '' }],
      },
    };
  };

  it('give the same evidence in whatever order their replies come', async () => {
    const made: string[] = [];
    for (const seed of [1, 7, 13]) {
      let asked = 0;
      const evidence = await gathered(big(), async (question, round) => {
        asked += 1;
        await new Promise((done) => setTimeout(done, ((asked * seed * 17) % 11) * 3));
        return firsts(question, round);
      });
      expect(asked).toBe(evidence.harvest?.parts.length);
      made.push(canonicalJson(evidence));
    }
    expect(onePart(JSON.parse(made[0] ?? '') as Evidence).outcome).toBe('read');
    expect(new Set(made).size).toBe(1);
  });

  it('are asked ten at once and no more, and noted in the journal', async () => {
    const pages = big().flatMap((one) => [
      one,
      {
        ...one,
        path: `${one.path}-2`,
        passages: one.passages.map(({ text }) => ({ text: text.replaceAll('shelf', 'room') })),
      },
    ]);
    const { corpus, bodies } = corpusOf(pages);
    let under = 0;
    let most = 0;
    const tools = toolsWith(
      scriptedModel(async (question, round) => {
        under += 1;
        most = Math.max(most, under);
        await new Promise((done) => setTimeout(done, 20));
        under -= 1;
        return firsts(question, round);
      }),
      bodies,
    );
    await gatherEvidence(corpus, tools);
    expect(most).toBe(10);
    const notes = tools.journal.notes.filter((note) => note.startsWith('Read part'));
    expect(notes.length).toBeGreaterThan(10);
    expect(notes[2]).toBe(`Read part 3 of ${notes.length} with the model: 1 quote, 0 refused.`);
    expect(tools.journal.notes.find((note) => note.startsWith('The model read'))).toBe(
      `The model read ${notes.length} of ${notes.length} parts of the pages: ${notes.length} quotes, 0 refused.`,
    );
  });

  it('that the budget does not reach are skipped and named, the least useful ones', async () => {
    const pages = big().map((one, at) =>
      at === 6
        ? { ...one, title: 'Security', path: '/docs/security/page' }
        : at === 2
          ? { ...one, title: 'Blog', path: '/blog/page' }
          : one,
    );
    const { corpus, bodies } = corpusOf(pages);
    let left = 3;
    const model = scriptedModel(async (question, round) => {
      if (left === 0) return { none: 'capped', reason: 'The budget of this run is used up.' };
      left -= 1;
      await new Promise((done) => setTimeout(done, 5));
      return firsts(question, round);
    });
    const tools = toolsWith(model, bodies);
    const result = await gatherEvidence(corpus, tools);
    if (result.kind !== 'record') throw new Error('expected a record');
    const parts = result.record.harvest?.parts ?? [];
    const skipped = parts.filter(({ outcome }) => outcome === 'skipped');
    expect(parts.filter(({ outcome }) => outcome === 'read')).toHaveLength(3);
    // By address, however they were asked.
    expect(parts.map(({ subject }) => subject)).toEqual(parts.map(({ subject }) => subject).sort());
    expect(skipped).toHaveLength(parts.length - 3);
    expect(skipped[0]).toMatchObject({
      reason: 'The budget of this run is used up.',
      urls: [expect.stringContaining('https://')],
    });
    expect(parts.find(({ subject }) => subject.includes('security'))?.outcome).toBe('read');
    expect(parts.find(({ subject }) => subject.includes('blog'))?.outcome).toBe('skipped');
    expect(tools.journal.notes.find((note) => note.startsWith('The model read'))).toContain('/blog/page');
    expect(harvested(result.record)).toHaveLength(3);
  });

  it('that a reservation kept out are asked again once the others have settled', async () => {
    // Room for two at a time: what is under way holds its place until it is answered.
    let reserved = 0;
    const evidence = await gathered(big(), async (question, round) => {
      if (reserved === 2) return { none: 'capped' };
      reserved += 1;
      await new Promise((done) => setTimeout(done, 5));
      reserved -= 1;
      return firsts(question, round);
    });
    expect(evidence.harvest?.parts.map(({ outcome }) => outcome)).not.toContain('skipped');
  });

  it('wait for another try where the model is away, and ask no further', async () => {
    const { corpus, bodies } = corpusOf(big());
    const model = scriptedModel(() => ({
      none: 'unavailable',
      retryable: true,
      reason: 'The provider does not answer.',
    }));
    const outcome = gatherEvidence(corpus, toolsWith(model, bodies));
    await expect(outcome).rejects.toMatchObject({
      name: 'PipelineError',
      code: 'model-unavailable',
      retryable: true,
      stage: 'gather',
      reason: 'The provider does not answer.',
    });
    expect(model.asked.length).toBeLessThanOrEqual(10);
  });

  it('are left unread on the last try, and where no later try would help', async () => {
    for (const [lastTry, retryable] of [
      [true, true],
      [false, false],
    ] as const) {
      const { corpus, bodies } = corpusOf(big());
      const model = scriptedModel((question, round) =>
        question.subject.includes('section-1')
          ? { none: 'unavailable', retryable, reason: 'The provider does not answer.' }
          : firsts(question, round),
      );
      const result = await gatherEvidence(corpus, { ...toolsWith(model, bodies), lastTry });
      const parts = result.kind === 'record' ? (result.record.harvest?.parts ?? []) : [];
      expect(parts.filter(({ outcome }) => outcome === 'unanswered')).toMatchObject([
        { reason: 'The provider does not answer.', proposed: 0 },
      ]);
      expect(parts.filter(({ outcome }) => outcome === 'read')).toHaveLength(parts.length - 1);
    }
  });

  it('are asked no more once the run is stopped, or the ledger fails', async () => {
    const { corpus, bodies } = corpusOf([
      ...big(),
      ...big('room').map((one) => ({ ...one, path: `/more${one.path}` })),
    ]);
    const stop = new AbortController();
    const stopped = scriptedModel((question, round) => {
      stop.abort(new Error('stopped'));
      return firsts(question, round);
    });
    await expect(gatherEvidence(corpus, { ...toolsWith(stopped, bodies), signal: stop.signal })).rejects.toThrow(
      'stopped',
    );
    expect(stopped.asked.length).toBeLessThanOrEqual(10);
    const failing = scriptedModel(() => Promise.reject(new Error('the ledger is gone')));
    await expect(gatherEvidence(corpus, toolsWith(failing, bodies))).rejects.toThrow('the ledger is gone');
    await new Promise((done) => setTimeout(done, 10));
    expect(failing.asked.length).toBeLessThanOrEqual(10);
  });

  it('that the budget holds back for calls under way are asked in their order, before any later one', async () => {
    const pages = big().flatMap((one) => [
      one,
      {
        ...one,
        path: `${one.path}-2`,
        passages: one.passages.map(({ text }) => ({ text: text.replaceAll('shelf', 'room') })),
      },
    ]);
    const { corpus, bodies } = corpusOf(pages);
    let [held, spent] = [0, 0];
    const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
    // A ledger that takes its time: two are set aside for each call, one is spent, and six are all there is.
    const model = scriptedModel(async (question, round) => {
      await later(15);
      if (spent + 2 * held + 2 > 6) return { none: 'capped', reason: 'The budget of this run is used up.' };
      held += 1;
      await later(10);
      [held, spent] = [held - 1, spent + 1];
      return firsts(question, round);
    });
    const result = await gatherEvidence(corpus, toolsWith(model, bodies));
    const parts = (result.kind === 'record' && result.record.harvest?.parts) || [];
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.map(({ outcome }) => outcome === 'read')).toEqual(parts.map((_, at) => at < 5));
  });

  it('that are under way when another one fails have ended before the stage does', async () => {
    const { corpus, bodies } = corpusOf(big());
    let ended = 0;
    const failing = scriptedModel(async (question, round) => {
      if (failing.asked.length === 1) throw new Error('the ledger is gone');
      // Longer than the lanes take, which are waited for in any case.
      await new Promise((done) => setTimeout(done, 500));
      ended += 1;
      return firsts(question, round);
    });
    await expect(gatherEvidence(corpus, toolsWith(failing, bodies))).rejects.toThrow('the ledger is gone');
    expect(ended).toBe(failing.asked.length - 1);
  });
});
