import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVendor } from '../../src/actions/add-vendor.ts';
import { startRun } from '../../src/actions/start-run.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { ModelCall, ModelExchange } from '../../src/domain/model-call.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Reservation, Settlement } from '../../src/ports.ts';
import { people } from '../actions/office.ts';
import { aReservation, aSettlement, noCaps } from '../contract/sample-calls.ts';
import { producer } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';
import { openWeb, problemIn, type TestWeb } from './desk.ts';

const hostile = '<script>alert(1)</script></pre><img src=x onerror=alert(2)>';

let web: TestWeb;
let runId: string;
let asked: { good: Reservation; hostile: Reservation };
beforeAll(async () => {
  web = await openWeb();
  const said = { url: 'https://docs.product.example/', layer: 'L1', name: 'Asked about' };
  const vendor = await addVendor(web.office, said, people.editor);
  const { run } = await startRun(
    web.office,
    { slug: vendor.slug, cause: 'manual', again: false, offline: false, budgetUsd: 2 },
    people.editor,
  );
  runId = run.id;
  asked = {
    good: reservation(0, { subject: 'Security, part 1' }),
    hostile: reservation(1, {
      task: 'judge',
      subject: hostile,
      request: {
        ...aReservation().request,
        messages: [
          { role: 'system', content: 'Decide.' },
          { role: 'user', content: `¦ ${hostile}` },
          { role: 'assistant', content: '{"wrong":' },
          { role: 'user', content: 'The reply was not JSON.' },
        ],
      },
    }),
  };
  await call(asked.good, aSettlement());
  const { ledger } = web.office.store;
  await call(
    asked.hostile,
    aSettlement({
      outcome: 'truncated',
      reason: 'The reply ended at the token limit.',
      reply: {
        text: hostile,
        model: 'm',
        finishReason: 'length',
        reason: '',
        usage: { inputTokens: null, outputTokens: null },
      },
    }),
  );
  await ledger.noteUse({ ...asked.good, at: at(2) });
  await ledger.reserve(reservation(3, { subject: 'Never answered' }));
});
afterAll(() => web.close());

function at(second: number): string {
  return `2026-03-01T10:00:0${second}.000Z`;
}

function reservation(second: number, over: Partial<Reservation>): Reservation {
  return aReservation({ runId, at: at(second), caps: { ...noCaps, runUsd: 2 }, ...over });
}

async function call(made: Reservation, settlement: Settlement): Promise<void> {
  const answer = await web.office.store.ledger.reserve(made);
  if (answer.kind !== 'reserved') throw new Error(`not reserved: ${answer.kind}`);
  await web.office.store.ledger.settle(answer.callId, settlement);
}

async function callsInApi(): Promise<ModelCall[]> {
  const calls: ModelCall[] = [];
  let after = '';
  do {
    const reply = await web.api('GET', `/api/runs/${runId}/calls?limit=1${after}`);
    const { items, next } = (await reply.json()) as { items: unknown[]; next: string | null };
    expect(items).toHaveLength(1);
    calls.push(...items.map((item) => ModelCall.parse(item)));
    after = next ? `&after=${encodeURIComponent(next)}` : '';
  } while (after);
  return calls;
}

async function shown(path: string) {
  const reply = await web.page(path);
  expect(reply.status).toBe(200);
  return load(await reply.text());
}

describe('The calls of a run, in the API', () => {
  it('are listed page by page, oldest first, with what each counts', async () => {
    const calls = await callsInApi();
    expect(calls.map(({ state, outcome, countedUsd }) => [state, outcome, countedUsd])).toEqual([
      ['settled', 'reply', 0.03],
      ['settled', 'truncated', 0.03],
      ['kept', 'reply', null],
      ['open', '', 0.1],
    ]);
  });

  it('give the request as it was sent, and the reply', async () => {
    const { requestDigest, request, model } = asked.hostile;
    const reply = await web.api('GET', `/api/model-exchanges/${requestDigest}`);
    const exchange = ModelExchange.parse(await reply.json());
    expect(exchange).toEqual({ requestDigest, model, ...request, reply: hostile });
  });

  it.each([
    [404, '/api/runs/run-0/calls'],
    [400, '/api/runs/RUN/calls?after=nonsense'],
    [422, '/api/runs/RUN/calls?limit=0'],
    [404, `/api/model-exchanges/${'0'.repeat(64)}`],
    [422, '/api/model-exchanges/short'],
  ])('answer %i to %s', async (status, path) => {
    const problem = await problemIn(await web.api('GET', path.replace('RUN', runId)));
    expect(problem.status).toBe(status);
    expect(problem.detail).toMatch(/\S/);
  });

  it('carry the budget that the run was started with, above zero only', async () => {
    expect((await web.office.store.records.run(runId))?.budgetUsd).toBe(2);
    const refused = await web.api('POST', '/api/runs', { body: { vendor: 'asked-about', budgetUsd: 0 } });
    expect((await problemIn(refused)).errors[0]?.path).toBe('budgetUsd');
  });
});

describe('The page of a run', () => {
  it('says first what the model did, what it cost of how much, and what went wrong', async () => {
    const $ = await shown(`/runs/${runId}`);
    const words = $('h2:contains("Calls to the model") + p').text();
    expect(words).toContain('The model was called 3 times, and 1 reply of earlier calls was used again, for nothing.');
    expect(words).toContain('It counts as $0.1600 of at most $2.00: 280 tokens in and 20 out, as reported.');
    expect(words).toContain('Of 1 call the provider told no number of tokens, or one that cannot be true');
    expect(words).toContain('1 call brought nothing to read: 1 truncated.');
    expect(words).toContain('1 call is under way; up to $0.1000 is set aside.');
  });

  it('offers to stop the run to those alone who may', async () => {
    const seenBy = async (person: Person) => load(await (await web.page(`/runs/${runId}`, { as: person })).text());
    expect((await seenBy(people.editor))('form[action$="/cancel"]')).toHaveLength(1);
    expect((await seenBy(people.reader))('main form')).toHaveLength(0);
  });

  it('lists every call with outcome, tokens, what it counts and how long it took', async () => {
    const $ = await shown(`/runs/${runId}`);
    const rows = $('section table tbody tr')
      .get()
      .map((row) =>
        $(row)
          .find('th, td')
          .get()
          .map((cell) => $(cell).text()),
      );
    expect(rows).toEqual([
      ['Security, part 1', 'harvest', 'answered', '280', '20', '$0.0300', '1.2'],
      [
        hostile,
        'judge',
        'truncated: The reply ended at the token limit.',
        'not reported',
        'not reported',
        '$0.0300',
        '1.2',
      ],
      ['Security, part 1', 'harvest', 'answered (kept reply)', '280', '20', '$0, kept', '–'],
      ['Never answered', 'harvest', 'under way', 'not reported', 'not reported', '$0.1000', '–'],
    ]);
  });

  it('opens each call to its messages apart and its reply, as text', async () => {
    const $ = await shown(`/runs/${runId}`);
    const link = $('section table tbody a').get()[1];
    const href = $(link).attr('href') ?? '';
    const page = await shown(href);
    const titles = page('main section h2')
      .get()
      .map((title) => page(title).text());
    expect(titles).toEqual(['Instructions', 'Question', 'Earlier reply, sent back', 'Question', 'Reply']);
    const texts = page('main section pre')
      .get()
      .map((text) => page(text).text());
    expect(texts).toEqual(['Decide.', `¦ ${hostile}`, '{"wrong":', 'The reply was not JSON.', hostile]);
    expect(page('script, img')).toHaveLength(0);
    expect(page('main').text()).toContain('truncated: The reply ended at the token limit.');
    expect(page('main').text()).toContain(asked.hostile.requestDigest);
  });

  it('says of each quote in a harvest reply what became of it, with the sums that make it whole', async () => {
    const subject = 'Guide, part 1';
    const counts = { proposed: 10, refused: 2, dropped: 1, folded: 3, empty: 1 };
    const part = { subject, urls: ['https://docs.product.example/'], outcome: 'read' as const, reason: '', ...counts };
    const spent = { modelCalls: 1, cachedCalls: 0, inputTokens: 280, outputTokens: 20, costUsd: null };
    const { run } = await walkToDraft(web.office.store, { harvest: { parts: [part], spent } });
    await call(aReservation({ runId: run.id, subject, at: at(0) }), aSettlement());
    await call(aReservation({ runId: run.id, subject: 'inpact.permitted', task: 'judge', at: at(1) }), aSettlement());
    const links = (await shown(`/runs/${run.id}`))('section table tbody a').get();
    const pages = await Promise.all(links.map((link) => shown(link.attribs.href ?? '')));
    expect(pages.map((page) => page('main dl').text().includes('proposed'))).toEqual([true, false]);
    expect(pages[0]?.('main dl').text()).toContain(
      '10 proposed: 3 used, 2 refused by code, 1 true and stating nothing, 3 proposed twice, 1 for a check or passage that was not offered.',
    );
  });

  it('says of a call without reply that none was kept', async () => {
    const open = (await callsInApi()).at(-1);
    const $ = await shown(`/runs/${runId}/calls/${open?.id}`);
    expect($('main').text()).toContain('No reply was kept.');
  });

  it('knows no call of another run, and shows none to strangers', async () => {
    const [first] = await callsInApi();
    expect((await web.page(`/runs/${runId}/calls/call-0`)).status).toBe(404);
    expect((await web.page(`/runs/run-0/calls/${first?.id}`)).status).toBe(404);
    expect((await web.page(`/runs/${runId}/calls/${first?.id}`, { as: null })).status).toBe(401);
  });

  it('says in its first box that the model answered nothing, why, and offers another run that goes on', async () => {
    const said = { url: 'https://docs.keyless.example/', layer: 'L1', name: 'Asked in vain' };
    const vendor = await addVendor(web.office, said, people.editor);
    const { run } = await walkToDraft(web.office.store, { vendor });
    const reason = 'The provider did not accept the key (401): check OPENAI_API_KEY.';
    const subject = 'Refused';
    await call(
      aReservation({ runId: run.id, subject, at: at(0) }),
      aSettlement({ outcome: 'unavailable', reply: null, reason }),
    );
    const refused = await shown(`/runs/${run.id}`);
    expect(refused('[role=status]').text()).toContain(
      `The model answered nothing, so the offline analyst made all of it. ${reason}`,
    );
    expect((await begunBy(refused, 'Analyse again with the model'))?.again).toBe(true);
    // A reply that came and could not be read leaves the draft to the offline analyst all the same.
    await call(aReservation({ runId: run.id, subject: 'Answered', at: at(1) }), aSettlement());
    expect((await shown(`/runs/${run.id}`))('[role=status]').text()).toContain(
      `No answer of the model could be used, so the offline analyst made all of it. ${reason}`,
    );
  });

  it('says so of no draft that the model has a part in, and of one carried on only what it can mean there', async () => {
    const reason = 'The provider did not accept the key (401): check OPENAI_API_KEY.';
    const carriedOn = { publicationId: 'publication-1', version: 1, items: [], requotes: [] };
    const asModel = { ...producer, analyst: 'scripted-double' };
    const first = async (draft: Partial<Draft>, name: string, settlement: Partial<Settlement>) => {
      const said = { url: `https://docs.${name}.example/`, layer: 'L1', name };
      const vendor = await addVendor(web.office, said, people.editor);
      const { run } = await walkToDraft(web.office.store, { vendor, draft });
      await call(aReservation({ runId: run.id, at: at(0) }), aSettlement(settlement));
      return (await shown(`/runs/${run.id}`))('[role=status]').text();
    };
    const silent = { outcome: 'unavailable', reply: null, reason } as const;
    expect(await first({ producer: asModel }, 'read-once', silent)).not.toMatch(/offline analyst|Analyse again/);
    const carried = await first({ producer: asModel, change: carriedOn }, 'carried-on', silent);
    expect(carried).toContain(
      `The model answered nothing, so the offline analyst decided what is open, and the rest stands as it is published. ${reason}`,
    );
    expect(carried).toContain('Analyse again with the model');
    const upgraded = await first({ producer: asModel, change: { ...carriedOn, upgrade: true } }, 'upgraded', silent);
    expect(upgraded).toContain('The model answered nothing, so what it was asked stands as it is published.');
    expect(await first({ producer, change: carriedOn }, 'answered', {})).not.toMatch(/offline analyst|Analyse again/);
  });

  it('starts a run that goes on where nothing changed, if that is asked for', async () => {
    const said = { url: 'https://docs.other.example/', layer: 'L1', name: 'Read before' };
    const { slug } = await addVendor(web.office, said, people.editor);
    const request = { slug, cause: 'manual', again: false, offline: false, key: 'first' } as const;
    const { run } = await startRun(web.office, request, people.editor);
    await web.office.store.runs.end(run.id, {
      attempt: 1,
      outcome: 'unchanged',
      failure: null,
      text: 'Nothing changed.',
    });
    expect((await begunBy(await shown(`/runs/${run.id}`), 'Analyse all the same'))?.again).toBe(true);
  });

  /** The run that a button of the page starts, sent as a browser sends its form. */
  async function begunBy($: Awaited<ReturnType<typeof shown>>, label: string) {
    const button = $('button').filter((_, each) => $(each).text() === label);
    const name = button.attr('name');
    const form = name === undefined ? {} : { [name]: button.attr('value') ?? '' };
    const reply = await web.page(button.closest('form').attr('action') ?? '', { form });
    expect(reply.status).toBe(303);
    return web.office.store.records.run((reply.headers.get('location') ?? '').replace('/runs/', ''));
  }

  it('says of open calls of an ended run that they ended with their process, and count', async () => {
    await web.api('POST', `/api/runs/${runId}/cancel`);
    const $ = await shown(`/runs/${runId}`);
    expect($('main').text()).toContain('1 call ended with its process and is counted at its reservation, $0.1000');
    expect($('table').text()).toContain('ended with its process; counted at its reservation');
  });
});
