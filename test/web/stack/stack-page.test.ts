import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../../actions/office.ts';
import { withdrawVersion } from '../../news/published-versions.ts';
import { openWeb, type TestWeb } from '../desk.ts';
import { inventedStack } from './invented-stack.ts';
import { publishStack } from './publish-stack.ts';

const healthcare = '/stack?industry=healthcare&context=healthcare';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

/** The page as a stranger reads it: its text without marks, and its HTML. */
async function read(path: string, status = 200) {
  const reply = await web.page(path, { as: null });
  expect(reply.status, path).toBe(status);
  const html = await reply.text();
  return { html, text: wordsOf(html) };
}

function wordsOf(html: string): string {
  const unmarked = html.replace(/<[^>]*>/g, ' ').replace(/&amp;/g, '&');
  return unmarked.replace(/\s+/g, ' ').replace(/ ([.,:;])/g, '$1');
}

/** The addresses of links whose text holds the words. */
function linksIn(html: string, words: string): string[] {
  const links = [...html.matchAll(/<a [^>]*?href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)];
  return links
    .filter(([, , inner = '']) => wordsOf(inner).includes(words))
    .map(([, href = '']) => href.replaceAll('&amp;', '&'));
}

describe('The Stack Builder of an empty catalogue', () => {
  it('says what has to happen first, and still shows every gap', async () => {
    const { text } = await read(`${healthcare}&fill=best`);
    expect(text).toContain('Nothing is published yet');
    expect(text).toContain('0 of 25 needed slots are filled');
  });
});

describe('The Stack Builder', () => {
  beforeAll(() => publishStack(web));

  it('asks first what the stack is for, and says in a sentence what each choice means', async () => {
    const { text } = await read('/stack');
    expect(text).toContain(
      'Healthcare Gaps in Agent-Aware Governance come first, then Observability & Feedback; Real-Time',
    );
    expect(text).toContain('Makes policy engine (ABAC), audit logging, data masking and human in the loop critical.');
    const passing = 'Healthcare INPACT 28, GOALS 20 or more. 18 products pass.';
    expect(text).toContain(passing);
    expect(text).toContain('No threshold Every published product may stand: 38 products.');
  });

  it('says of an industry without its threshold that none is asked for, and leads to it', async () => {
    const { html, text } = await read('/stack?industry=healthcare');
    expect(text).toContain('No threshold is asked for, so products may stand here that healthcare would not take.');
    expect(linksIn(html, 'Ask for its thresholds: INPACT 28 and GOALS 20')).toEqual([healthcare]);
    expect((await read(healthcare)).text).not.toContain('No threshold is asked for');
    expect((await read('/stack?context=internal')).text).toContain('A stack for internal tools');
  });

  it('shows seven floors with the seventh on top, and every category of the rubric as a slot', async () => {
    const { html } = await read(healthcare);
    const floors = [...html.matchAll(/id="floor-(L\d)"/g)].map(([, layer]) => layer);
    expect(floors).toEqual(['L7', 'L6', 'L5', 'L4', 'L3', 'L2', 'L1']);
    const slots = [...html.matchAll(/id="slot-([a-z-]+)"/g)].map(([, category]) => category);
    const { layers } = web.office.rubric.stack;
    expect(slots.toSorted()).toEqual(layers.flatMap(({ categories }) => categories.map(({ id }) => id)).toSorted());
  });

  it('fills the building with the best that pass, says why each, and what stays open', async () => {
    const { text, html } = await read(`${healthcare}&fill=best`);
    expect(text).toContain('16 of 25 needed slots are filled; one critical one is open.');
    expect(text).toContain('Every product in it passes healthcare.');
    expect(text).toContain('7 have only products that do not pass and for 2 nothing is published yet.');
    expect(text).toContain('No other filling is better');
    expect(html).toMatch(/slot filled critical[\s\S]{0,300}<strong>Quillstore<\/strong>/);
    expect(text).toContain('Embedding models: the only one does not pass.');
  });

  it('shows an integration with the quote of both vendors, and where it stands', async () => {
    const { text, html } = await read(`${healthcare}&fill=best`);
    expect(text).toContain('Fernpost delivers to Quillstore through a connector that its own documentation describes.');
    expect(text).toContain('Quillstore delivers to Fernpost through a connector that its own documentation describes.');
    expect(linksIn(html, 'docs.fernpost.example')).toContain('https://docs.fernpost.example/connectors');
  });

  it('shows the candidates of a slot: both scores, and in words why one does not pass', async () => {
    const { text, html } = await read(`${healthcare}&slot=vector-database`);
    expect(text).toContain('Quillstore invented passes INPACT 29 of 36 GOALS 20 of 25');
    expect(text).toContain('Ember Vectors invented does not pass INPACT 24 of 36 GOALS 18 of 25');
    expect(text).toMatch(/INPACT is 24 of 36, Healthcare asks for 28/);
    expect(linksIn(html, 'Place Ember Vectors')).toEqual([
      `${healthcare}&vector-database=ember-vectors&slot=vector-database#candidates`,
    ]);
  });

  it('tells of an incomplete score what it covers, and lets no such product pass', async () => {
    const { text } = await read(`${healthcare}&slot=vector-database`);
    expect(text).toContain('Tidepool invented does not pass INPACT 20 of 30 (5 of 6 dimensions)');
  });

  it('says which requirements clash where nothing passes, and what dropping each lets in', async () => {
    const { text, html } = await read(`${healthcare}&slot=embedding-models`);
    expect(text).toContain('Why this is not possible');
    const [drop = ''] = linksIn(html, 'Drop it');
    const dropped = await read(drop);
    expect(dropped.text).toContain('Mapling invented passes');
  });

  it('has one address a state: what a form sends leads there', async () => {
    const sent = await web.page('/stack?industry=healthcare&context=healthcare&inpact=&goals=&fill=best', { as: null });
    expect(sent.status).toBe(302);
    expect(sent.headers.get('location')).toBe(`${healthcare}&fill=best`);
    const { html } = await read(`${healthcare}&fill=best`);
    expect(html).toContain(`value="http://127.0.0.1:4870${healthcare.replace('&', '&amp;')}&amp;fill=best"`);
  });

  it('says what it did not understand of an address, with the right status, and shows the rest', async () => {
    const { text } = await read(`${healthcare}&vector-database=quillstore&if=sunshine&colour=blue`, 422);
    expect(text).toContain('“sunshine” is no condition of the Stack Builder');
    expect(text).toContain('“colour” is nothing that the Stack Builder knows');
    expect(text).toContain('Vector database Quillstore invented INPACT 29 of 36');
  });

  it('says of a shared stack that a product was never published, or was withdrawn, and where its history is', async () => {
    await publishStack(web, [{ ...lastOf(inventedStack), name: 'Gone Tomorrow' }]);
    await withdrawVersion(web, 'gone-tomorrow', 'It was discontinued.');
    const { text, html } = await read('/stack?vector-database=nobody-knows&rate-limiting=gone-tomorrow');
    expect(text).toContain('nobody-knows');
    expect(text).toContain('withdrawn');
    expect(linksIn(html, 'Its history')).toEqual(['/vendors/gone-tomorrow/history']);
  });

  it('shows a past time as past, with the way to today', async () => {
    const { text, html } = await read('/stack?context=internal&as-of=2026-02-01');
    expect(text).toContain('This is what was published at the end of 1 February 2026');
    expect(text).toContain('Nothing is published yet');
    expect(linksIn(html, 'See what is published today')).toEqual(['/stack?context=internal']);
    await read('/stack?as-of=2099-01-01', 422);
  });

  it('is answered with 304 to whoever has it, and anew once something is published', async () => {
    const first = await web.page(healthcare, { as: null });
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=0\b/);
    const again = await web.page(healthcare, { as: null, headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    await publishStack(web, [{ ...lastOf(inventedStack), name: 'Newcomer' }]);
    const later = await web.page(healthcare, { as: null, headers: { 'if-none-match': etag } });
    expect(later.status).toBe(200);
  });

  it('is kept by nobody else for a signed-in person, whose name it holds', async () => {
    const inside = await web.page(healthcare, { as: people.editor });
    expect(inside.headers.get('cache-control')).toMatch(/^(private|no-store)/);
    expect(await inside.text()).toContain('editor');
    expect((await read(healthcare)).html).not.toContain('editor');
  });
});

function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1);
  if (last === undefined) throw new Error('nothing is invented');
  return last;
}
