import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { AnalysisHeader } from '../../src/web/public/analysis-header.tsx';
import { Searched } from '../../src/web/public/claim-view.tsx';
import { guarantees } from '../../src/web/public/guarantees.ts';
import { searchedWords } from '../../src/web/public/markdown/statement-markdown.ts';
import { readingOf } from '../../src/web/public/reading.ts';
import { rubricChanges } from '../../src/web/public/rubric-changes.ts';
import { people } from '../actions/office.ts';
import { walkedDraft, walkQuillstore } from '../actions/walked-draft.ts';
import { type Filled, fillOffice } from '../e2e/filled-office.ts';
import { openWeb, problemIn, stateOfStore, type TestWeb } from './desk.ts';

let web: TestWeb;
let filled: Filled;
let analysis: Analysis;
let address: string;
beforeAll(async () => {
  web = await openWeb();
  filled = await fillOffice(web);
  address = `/vendors/${filled.published}`;
  const publication = await web.office.store.publications.latest(filled.published);
  if (!publication) throw new Error('nothing is published');
  analysis = publication.analysis;
});
afterAll(() => web.close());

async function shown(path: string, as: (typeof people)[keyof typeof people] | null = null): Promise<CheerioAPI> {
  return load(await (await web.page(path, { as })).text());
}

/** Everything that is stored, but for tries, which are counted, and the lease of the call that never ends here. */
function settled({ report_try: _tries, model_flight: _lease, ...rest }: Record<string, string>): object {
  return rest;
}

describe('The page of an analysis', () => {
  it('says at once what changed since the version before, with the way to every difference', async () => {
    const $ = await shown(address);
    expect($('.changed').text()).toContain('What changed since version 1');
    expect($('.changed a').attr('href')).toBe(`${address}/history/1..2`);
    expect((await shown(`${address}/history/1`))('.changed')).toHaveLength(0);
  });

  it('has both radars side by side over the sections, each with its table, and both totals in words', async () => {
    const $ = await shown(address);
    expect($('.glance .radar svg[role=img]')).toHaveLength(2);
    expect($('.glance .radar table tbody tr')).toHaveLength(11);
    const { inpact, goals } = analysis.frameworks;
    expect($('.glance').text()).toContain(`${inpact.total} of ${inpact.max}`);
    expect($('.glance').text()).toContain(`${goals.total} of ${goals.max}`);
  });

  it('marks each statement as what it is, and lets each open to its grounds', async () => {
    const $ = await shown(address);
    for (const claim of $('.claim').get()) {
      const kind = ['cited', 'absence', 'judgement'].find((each) => $(claim).hasClass(each));
      expect($(claim).children(`details.kind-${kind}`), $(claim).text().slice(0, 80)).toHaveLength(1);
    }
    const judged = $('.claim.judgement details').first();
    expect(judged.text()).toContain('no page of the vendor says it');
  });

  it('shows each check with its decision in a word, its reason, and its quotes in their own words', async () => {
    const $ = await shown(address);
    const check = analysis.frameworks.inpact.dimensions[2]?.checks.find(({ citations }) => citations.length > 0);
    const item = $(`[id="${check?.id}"]`);
    expect(item.find('strong').first().text()).toMatch(/^(Met|Partly|Contradicted)$/);
    expect(item.find('.why').text()).toContain(check?.why);
    expect(item.find('.quote-fold q').first().text().slice(0, 20)).toBe(check?.citations[0]?.quote.slice(0, 20));
    expect(item.find('figure mark').first().text()).toBe(check?.citations[0]?.quote);
  });

  it('names under what would raise it every unmet check with a link to it, and each leads somewhere', async () => {
    const $ = await shown(address);
    expect($('.raises > div')).toHaveLength(analysis.raise.length);
    expect($('.raises li')).toHaveLength(analysis.raise.flatMap(({ checks }) => checks).length);
    for (const link of $('.raises a, #contexts a, .contents a').get()) {
      const id = decodeURIComponent(($(link).attr('href') ?? '').slice(1));
      expect($(`[id="${id}"]`), id).toHaveLength(1);
    }
  });

  it('says of each context by how much it is missed and through how many checks it would be reached', async () => {
    const $ = await shown(address);
    const rows = $('#contexts tbody tr').get();
    expect(rows).toHaveLength(6);
    for (const [at, { inpact, goals }] of analysis.contexts.entries()) {
      const text = $(rows[at]).text();
      const missed = (inpact.pass === false ? 1 : 0) + (goals.pass === false ? 1 : 0);
      expect(text.match(/Misses by \d+/g) ?? []).toHaveLength(missed);
      if (missed > 0) expect(text).toMatch(/\d+ more checks?/);
    }
  });

  it('numbers every quote once for paper, under the number that its statements name', async () => {
    const $ = await shown(address);
    const notes = $('.notes li').get();
    const named = $('.claim .on-paper, .check .on-paper')
      .get()
      .flatMap((each) => $(each).text().match(/\d+/g) ?? [])
      .map(Number);
    expect(new Set(named).size).toBeGreaterThan(30);
    expect(Math.max(...named)).toBeLessThanOrEqual(notes.length);
    const [first] = analysis.summary.citations;
    expect($(notes[0]).text()).toContain(first?.quote.replace(/\s+/g, ' '));
  });

  it('links to all that can be done with it, and from each statement to the report of an error in it', async () => {
    const $ = await shown(address);
    const links = $('#links a')
      .get()
      .map((link) => $(link).attr('href'));
    const own = ['/evidence', '/history', '.md', '/analysis.json', '/feed.atom', '/report'].map((end) => address + end);
    expect(links).toEqual(expect.arrayContaining([...own, `/compare?v=${filled.published}`]));
    expect(links.some((link) => link?.startsWith('/stack?') && link.includes(filled.published))).toBe(true);
    expect($('.check .report-link')).toHaveLength(66);
    expect($('#strengths .report-link').first().attr('href')).toBe(`${address}/report?version=2&about=strengths.0`);
    // What was replaced is not reported.
    expect((await shown(`${address}/history/1`))('.report-link')).toHaveLength(0);
  });
});

describe('The line of freshness', () => {
  it('names the rubric that the analysis was made under, whichever is in use', async () => {
    expect((await shown(address))('.freshness').text()).toContain('rubric version 2');
    const reading = readingOf(web.office.rubric, analysis, new Map());
    const wordsOf = (rubricDigest: string): string => {
      const made = { ...analysis, producer: { ...analysis.producer, rubricDigest } };
      const shownAs = { analysis: made, reading, approval: null, base: '' };
      return load(String(AnalysisHeader(shownAs)))('.freshness').text();
    };
    expect(wordsOf(rubricChanges.at(-1)?.digest ?? '')).toContain('the rubric of 24 November 2026 (version 1)');
    expect(wordsOf('f'.repeat(64))).toContain('another rubric (ffffffff)');
  });
});

describe('Something that was not found', () => {
  const urls = ['https://docs.quillstore.example/faq', 'https://docs.quillstore.example/policies'];
  const places = (searchedOf?: number) => {
    const item = { searched: urls, ...(searchedOf === undefined ? {} : { searchedOf }) };
    const reading = readingOf(web.office.rubric, analysis, new Map());
    const html = (pagesRead: number) =>
      load(String(Searched({ item, reading: { ...reading, pagesRead } })))('details').text();
    return { html, markdown: searchedWords(item, { analysis }) };
  };

  it('is told with the number of the pages that were searched, be they of an earlier reading', () => {
    expect(places().html(40)).toContain('Not found on 40 pagesAll 40 pages were searched; these came nearest:');
    expect(places(30).html(40)).toContain('Not found on 30 pagesAll 30 pages of the earlier reading were searched;');
    expect(places(30).markdown).toContain('not found on 30 pages; nearest:');
  });

  it('is never said to be missing on fewer pages than are named', () => {
    expect(places().html(1)).toContain('Not found on 2 pages');
    expect(places().html(1)).not.toContain('were searched');
    expect(
      searchedWords(
        { searched: urls },
        {
          analysis: { ...analysis, crawl: { ...analysis.crawl, pages: [] } },
        },
      ),
    ).toContain('not found on 2 pages');
  });
});

describe('Two versions beside each other', () => {
  it('are told apart in sentences, and statement by statement', async () => {
    const $ = await shown(`${address}/history/1..2`);
    expect($('main li').text()).toContain('Roles');
    expect($('.changes dt').text()).toContain('Permitted: Roles');
    expect($('.changes del').length + $('.changes ins').length).toBeGreaterThan(1);
    // Whichever is named first.
    expect((await shown(`${address}/history/2..1`))('main').text()).toBe($('main').text());
  });

  it('are chosen on the history without any script', async () => {
    const $ = await shown(`${address}/history`);
    expect($('select[name=from] option')).toHaveLength(2);
    const reply = await web.page(`${address}/history?from=1&to=2`, { as: null });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, `${address}/history/1..2`]);
  });

  it.each([
    ['2..2', 422, 'does not differ from itself'],
    ['1..9', 404, 'no version 9'],
  ])('at %s, where there are none, say so', async (versions, status, words) => {
    const reply = await web.page(`${address}/history/${versions}`, { as: null });
    expect(reply.status).toBe(status);
    expect(await reply.text()).toContain(words);
  });

  it('are told to nobody once one of them was withdrawn', async () => {
    const reply = await web.page(`/vendors/${filled.withdrawn}/history/1..2`, { as: null });
    expect([404, 410]).toContain(reply.status);
  });
});

describe('The evidence', () => {
  it('is listed by page, each quote with the statements that rest on it', async () => {
    const $ = await shown(`${address}/evidence`);
    expect($('.cited-page h2').length).toBeGreaterThan(3);
    for (const quote of $('.numbered').get()) expect($(quote).find('a[href*="#"]').length).toBeGreaterThan(0);
    const page = await shown(address);
    for (const link of $('.numbered > p a').get()) {
      const id = decodeURIComponent(($(link).attr('href') ?? '').split('#')[1] ?? '');
      expect(page(`[id="${id}"]`), id).toHaveLength(1);
    }
  });
});

describe('The form that reports an error', () => {
  const form = () => {
    const citation = analysis.strengths[0]?.citations[0];
    return {
      ...{ version: '2', about: 'limitations.0', text: '<script>alert(1)</script> It is there.' },
      ...{ page: citation?.url ?? '', quote: citation?.quote ?? '' },
    };
  };

  it('has the statement chosen from which it was opened, and shows what it says', async () => {
    const $ = await shown(`${address}/report?version=2&about=strengths.0`);
    expect($('#about option[selected]').attr('value')).toBe('strengths.0');
    expect($('.reported').text()).toContain(analysis.strengths[0]?.text);
    expect($('#about option').length).toBeGreaterThan(100);
  });

  it('says what is missing beside each field, and keeps what was typed', async () => {
    const reply = await web.page(`${address}/report`, { as: null, form: { ...form(), quote: '', page: 'x' } });
    expect(reply.status).toBe(422);
    const $ = load(await reply.text());
    expect($('#quote-problem').text()).toContain('copy the sentence');
    expect($('#page-problem').text()).toContain('https://');
    expect($('#text').val()).toBe('<script>alert(1)</script> It is there.');
  });

  it('says plainly that nothing was kept where no sentence proves it, and offers the one that was meant', async () => {
    const before = await stateOfStore(web);
    const { quote } = form();
    const typed = { ...form(), quote: quote.replace(/\w+([.]?)$/, 'elsewhere$1') };
    const reply = await web.page(`${address}/report`, { as: null, form: typed });
    expect(reply.status).toBe(422);
    const $ = load(await reply.text());
    expect($('[role=alert]').text()).toContain('Nothing was kept and nothing changes');
    expect($('.near blockquote').first().text()).toBe(quote);
    expect(settled(await stateOfStore(web))).toEqual(settled(before));
    const chosen = { ...typed, use: '0', 'near.0.page': form().page, 'near.0.quote': quote };
    const sent = await web.page(`${address}/report`, { as: null, form: chosen });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${address}/report?kept=kept`]);
    expect((await shown(`${address}/report?kept=kept`))('h1').text()).toContain('your report is kept');
  });

  it('takes nothing from another site, and nothing that is too large', async () => {
    const before = await stateOfStore(web);
    const other = { 'sec-fetch-site': 'cross-site' };
    expect((await web.page(`${address}/report`, { as: null, form: form(), headers: other })).status).toBe(403);
    const large = await web.page(`${address}/report`, { as: null, form: { ...form(), text: 'x'.repeat(120_000) } });
    expect(large.status).toBe(422);
    expect(await large.text()).toContain('far longer');
    expect(settled(await stateOfStore(web))).toEqual(settled(before));
  });

  it('leaves no trace in public: not on the page, in its history, its JSON, or what programs read', async () => {
    const paths = ['', '/history', '/evidence', '/analysis.json', '.md', '/feed.atom'].map((end) => address + end);
    for (const path of [...paths, '/', '/changes', `/api/publications/${filled.published}`]) {
      const reply = await web.page(path, { as: null });
      expect([path, (await reply.text()).includes('It is there.')]).toEqual([path, false]);
    }
    expect((await web.page('/reports', { as: null })).status).toBe(401);
    expect((await web.api('GET', '/api/reports', { as: null })).status).toBe(401);
  });

  it('is there for programs too, who must say that they send JSON', async () => {
    const { version, ...rest } = form();
    const body = { ...rest, version: Number(version), about: 'strengths.1' };
    const path = `/api/publications/${filled.published}/reports`;
    const kept = await web.api('POST', path, { as: null, body });
    expect([kept.status, await kept.json()]).toEqual([202, { outcome: 'kept', quote: body.quote, page: body.page }]);
    // Part of a sentence proves as much, and gives nobody the rest of it.
    const part = body.quote.split(' ').slice(0, 6).join(' ');
    const known = await web.api('POST', path, { as: null, body: { ...body, quote: part } });
    expect(await known.json()).toEqual({ outcome: 'known', quote: part, page: body.page });
    const plain = await web.api('POST', path, { as: null, body, headers: { 'content-type': 'text/plain' } });
    expect((await problemIn(plain)).type).toBe('urn:assay:problem:not-json');
    const unproven = await web.api('POST', path, {
      as: null,
      body: { ...body, quote: 'Zebras graze at night in herds.' },
    });
    expect(await problemIn(unproven)).toMatchObject({ status: 422, type: 'urn:assay:problem:quote-unproven' });
  });
});

describe('The reports of readers', () => {
  it('wait for reviewers beside what is published, with the sentence in its surroundings and no markup run', async () => {
    const queue = await shown('/review', people.reviewer);
    expect(queue('.notice a[href="/reports"]').text()).toContain('2 reports of errors wait');
    const $ = await shown('/reports', people.reviewer);
    expect($('.reports > li')).toHaveLength(2);
    expect($('.reports').text()).toContain('<script>alert(1)</script> It is there.');
    expect($('.reports script')).toHaveLength(0);
    expect($('.reports figure mark').first().text()).toBe(analysis.strengths[0]?.citations[0]?.quote);
    expect((await shown('/reports', people.reader))('form[action^="/reports/"]')).toHaveLength(0);
  });

  it('stand beside the item on the draft of that product that is open', async () => {
    const waiting = await shown(`/review/${filled.waiting.id}`, people.reviewer);
    // The open draft is of another product.
    expect(waiting('main').text()).not.toContain('Readers report');
    const draft = await openDraftOf(filled.published);
    const $ = await shown(`/review/${draft}?at=strengths.1`, people.reviewer);
    expect($('.review-head').text()).toContain('Readers report 2 errors');
    expect($('#focus .notice').text()).toContain('It is there.');
    expect($('#focus .notice blockquote').text()).toBe(analysis.strengths[0]?.citations[0]?.quote);
    expect((await shown('/reports', people.reviewer))('.reports a[href*="at=strengths.1"]')).toHaveLength(1);
  });

  it('are declined with a reason or taken up, which leads on to the draft or to another reading', async () => {
    const [second, first] = (await shown('/reports', people.reviewer))('.reports > li')
      .get()
      .map((item) => item.attribs.id ?? '');
    const silent = await web.page(`/reports/${first}`, {
      as: people.reviewer,
      form: { verdict: 'declined', reason: '' },
    });
    expect(silent.status).toBe(422);
    expect(load(await silent.text())(`#problem-${first}`).text()).toContain('say why');
    const declined = { verdict: 'declined', reason: 'The quote says the same.' };
    expect((await web.page(`/reports/${first}`, { as: people.editor, form: declined })).status).toBe(403);
    expect((await web.page(`/reports/${first}`, { as: people.reviewer, form: declined })).status).toBe(303);
    const taken = await web.page(`/reports/${second}`, { as: people.reviewer, form: { verdict: 'taken-up' } });
    const $ = await shown((taken.headers.get('location') ?? '').replace(/#.*/, ''), people.reviewer);
    expect($('#notice a').text()).toBe('Open the draft at the statement');
    expect($(`#notice form[action="${address}/analyse"]`)).toHaveLength(1);
    // Said to whoever did it, and of nothing else that an address may name.
    for (const [id, as] of [[second, people.admin] as const, [first, people.reviewer] as const]) {
      expect((await shown(`/reports?done=${id}`, as))('#notice')).toHaveLength(0);
    }
    expect($('.reports > li')).toHaveLength(0);
    const answered = await shown('/reports?answered=1', people.reviewer);
    expect(answered('.reports').text()).toContain('The quote says the same.');
    expect((await web.page(`/reports/${first}`, { as: people.reviewer, form: declined })).status).toBe(409);
  });

  it('are shown for one product alone, and declined together where they are ticked, for one reason', async () => {
    const { page, quote } = reported();
    for (const at of [1, 2, 3]) {
      const form = { version: '2', about: `limitations.${at}`, text: 'It says so over and over.', page, quote };
      expect((await web.page(`${address}/report`, { as: null, form })).status).toBe(303);
    }
    const one = await shown(`/reports?product=${filled.published}`, people.reviewer);
    const ids = one('.reports > li')
      .get()
      .map((item) => item.attribs.id ?? '');
    expect(ids).toHaveLength(3);
    expect(one('.tick input[form=decline-ticked]')).toHaveLength(3);
    expect((await shown('/reports?product=another', people.reviewer))('.reports > li')).toHaveLength(0);
    const decline = (reason: string, as: (typeof people)[keyof typeof people]) =>
      web.app.request('/reports', {
        method: 'POST',
        headers: { cookie: web.cookieOf(as), 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams([...ids.slice(0, 2).map((id) => ['id', id]), ['reason', reason]] as [
          string,
          string,
        ][]),
      });
    const silent = await decline('', people.reviewer);
    expect(silent.status).toBe(422);
    const again = load(await silent.text());
    expect(again('#ticked-problem').text()).toContain('say why');
    expect(again('.tick input[checked]')).toHaveLength(2);
    expect((await decline('Said over and over.', people.editor)).status).toBe(403);
    expect((await decline('Said over and over.', people.reviewer)).status).toBe(303);
    expect((await shown('/reports', people.reviewer))('.reports > li')).toHaveLength(1);
  });

  function reported() {
    const citation = analysis.strengths[0]?.citations[0];
    return { page: citation?.url ?? '', quote: citation?.quote ?? '' };
  }

  async function openDraftOf(slug: string): Promise<string> {
    await web.office.store.runs.cancel(filled.run, people.editor.email);
    return (await walkedDraft(web, await walkQuillstore(web.office.store.bodies), slug)).id;
  }
});

describe('The methodology', () => {
  const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8');

  it('names each guarantee with a command and its last figure, every one of which stands in the document named', async () => {
    const $ = await shown('/methodology');
    expect($('#guarantees tbody tr')).toHaveLength(guarantees.length);
    for (const { measured, says } of guarantees) {
      expect(measured.figures.length, says).toBeGreaterThan(0);
      for (const figure of measured.figures) expect(read(measured.document), says).toContain(figure);
    }
  });

  it('lists every change to the rubric, the one in use first', async () => {
    expect(rubricChanges[0]?.digest).toBe(web.office.rubric.digest);
    const days = rubricChanges.map(({ on }) => on);
    expect(days).toEqual(days.toSorted().toReversed());
    expect((await shown('/methodology'))('#changes tbody tr')).toHaveLength(rubricChanges.length);
  });

  it('computes its example by the table of the rubric, and credits the book', async () => {
    const $ = await shown('/methodology');
    expect($('#example').text()).toContain('so Permitted is at level 3 of 6');
    expect($('#example').text()).toContain('such as Governance, give 3 of 5');
    expect($('.intro cite').text()).toBe('Trust Before Intelligence');
  });
});
