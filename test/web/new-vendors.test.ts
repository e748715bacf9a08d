import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../actions/office.ts';
import { walkQuillstore } from '../actions/walked-draft.ts';
import { aVendor } from '../contract/sample-records.ts';
import { openWeb, type TestWeb } from './desk.ts';
import { publishedAs } from './published-as.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const quillstore = 'https://docs.quillstore.example/';

async function post(form: Record<string, string>): Promise<{ reply: Response; $: CheerioAPI }> {
  const reply = await web.page('/vendors/new', { form });
  return { reply, $: load(await reply.clone().text()) };
}

/** What a browser would send of the preview, with some fields as a person changed them. */
function fieldsOf($: CheerioAPI, changes: Record<string, string | null> = {}): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const input of $('form.preview input, form.preview select').get()) {
    const name = $(input).attr('name') ?? '';
    const isBox = $(input).attr('type') === 'checkbox';
    if (!isBox || $(input).attr('checked') !== undefined) fields[name] = heldBy($, input);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete fields[name];
    else fields[name] = value;
  }
  return fields;
}

/** What a field holds; of a select, the option that is chosen, also within a group. */
function heldBy($: CheerioAPI, field: Parameters<CheerioAPI>[0]): string {
  const chosen = $(field).is('select') ? $(field).find('option[selected]') : $(field);
  return String(chosen.val() ?? '');
}

async function known(): Promise<{ vendors: number; queued: number }> {
  return { vendors: (await web.office.store.vendors.list({ limit: 200 })).items.length, queued: web.queued.length };
}

describe('The preview of new products', () => {
  it('shows what was understood of an address, and queues nothing', async () => {
    const before = await known();
    const { reply, $ } = await post({ url: quillstore });
    expect(reply.status).toBe(200);
    expect($('[name="row.0.f.name"]').val()).toBe('Quillstore');
    expect($('[name="row.0.place"] option[selected]').val()).toBe('L1/vector-database');
    expect($('.product .pairs').text()).toMatch(
      /Pages\s*\d+ (to \d+ )?pages of the \d+ addresses found, more where links lead on/,
    );
    expect($('.product .plan').text()).toContain(`Read first${quillstore}`);
    expect($('.product').text()).toContain('none: the offline analyst drafts');
    expect(await known()).toEqual(before);
  });

  it('starts what is confirmed, as it was corrected', async () => {
    const { $ } = await post({ url: 'docs.quillstore.example' });
    // At an address of its own: later tests look at the front page as one that nobody added.
    const own = { 'row.0.f.url': `${quillstore}renamed`, 'row.0.f.name': 'Quill, renamed' };
    const fields = fieldsOf($, { ...own, 'row.0.place': 'L4/rag-framework', does: 'start' });
    const { reply } = await post(fields);
    expect(reply.status).toBe(303);
    const run = await web.office.store.records.run((reply.headers.get('location') ?? '').replace('/runs/', ''));
    expect(run?.vendor).toMatchObject({
      name: 'Quill, renamed',
      layer: 'L4',
      category: 'rag-framework',
      slug: 'quill-renamed',
    });
    expect(web.queued.at(-1)).toEqual({ stage: 'fetch', job: { recordId: run?.id, attempt: 1 } });
  });

  it('takes licence, price and what else the command takes, and loses none of it where one is wrong', async () => {
    const { $ } = await post({ url: quillstore });
    expect($('#row-0-licence').val()).toBe('');
    expect($('#row-0-price option[selected]')).toHaveLength(0);
    expect($('.product details').first().is('[open]')).toBe(false);
    const said = {
      ...{ 'row.0.f.url': `${quillstore}priced`, 'row.0.f.name': 'Quill with a price' },
      ...{ 'row.0.f.price': 'usage-based', 'row.0.f.priceNote': 'from $25' },
      ...{ 'row.0.f.entryType': 'cloud-service', 'row.0.f.slug': 'quill-priced', 'row.0.f.exclude': '/blog/* /news/*' },
    };
    const { $: again, reply: wrong } = await post(fieldsOf($, { ...said, 'row.0.f.licence': 'bogus', does: 'start' }));
    expect(wrong.status).toBe(422);
    expect(again('#row-0-licence-problem').text()).toContain('must be an SPDX id such as Apache-2.0');
    expect(again('#row-0-licence').attr('aria-describedby')).toBe('row-0-licence-problem');
    expect(again('.product details').first().is('[open]')).toBe(true);
    expect(fieldsOf(again)).toMatchObject({ ...said, 'row.0.f.licence': 'bogus' });
    const { reply } = await post(fieldsOf(again, { 'row.0.f.licence': 'Apache-2.0', does: 'start' }));
    expect(reply.status).toBe(303);
    expect(await web.office.store.vendors.get('quill-priced')).toMatchObject({
      ...{ licence: 'Apache-2.0', price: { kind: 'usage-based', note: 'from $25' }, entryType: 'cloud-service' },
      exclude: ['/blog/*', '/news/*'],
    });
  });

  it('keeps a price of a list that is none, and doubts a licence that may be misspelt', async () => {
    const list = `url,name,layer,licence,price\nhttps://docs.northwind.example/p,Priced,L1,Apache-9.9,gratis`;
    const { $ } = await post({ list });
    expect($('#row-0-price option[selected]').text()).toBe('gratis');
    expect($('#row-0-price').attr('aria-invalid')).toBe('true');
    expect($('#row-0-price-problem').text()).not.toBe('');
    expect($('#row-0-licence-doubt').text()).toContain('"Apache-9.9" is none of the open-source licences');
  });

  it('keeps good rows beside bad ones, and says what is wrong by line and field', async () => {
    const list = [
      'url,name,layer,owner',
      'https://docs.northwind.example/,,,',
      'nowhere,Bad,L1,me',
      'https://no-such.example/,Unreachable,L2,',
      'https://docs.northwind.example/,Twice,L1,',
    ].join('\n');
    const before = await known();
    const { $ } = await post({ list });
    expect($('.product')).toHaveLength(4);
    expect($('[role=alert]').text()).toContain('line 3');
    expect($('#row-1-url-problem').text()).toContain('http');
    expect($('#row-1 input[name="row.1.f.owner"]').val()).toBe('me');
    expect($('#row-2 .problem').text()).toContain('no-such.example');
    expect($('#row-2 [name="row.2.place"] option[selected]').val()).toBe('L2/change-data-capture');
    expect($('#row-3-url-problem').text()).toContain('stands on line 2 already');
    const ticked = $('[type=checkbox][checked]')
      .get()
      .map((box) => $(box).attr('name'));
    expect(ticked).not.toContain('row.1.pick');
    expect(ticked).not.toContain('row.2.pick');
    expect(await known()).toEqual(before);
  });

  it('starts nothing while a ticked row is wrong, and loses nothing of the others', async () => {
    const { $ } = await post({ list: `${quillstore}\nhttps://docs.northwind.example/` });
    const before = await known();
    const fields = fieldsOf($, {
      'row.0.pick': '1',
      'row.1.pick': '1',
      'row.1.f.url': 'nonsense',
      'row.0.f.name': 'Kept',
      does: 'start',
    });
    const { reply, $: again } = await post(fields);
    expect(reply.status).toBe(422);
    expect(again('#row-1-url-problem').text()).toContain('http');
    expect(again('[name="row.0.f.name"]').val()).toBe('Kept');
    expect(await known()).toEqual(before);
  });

  it('says that a product is known already, by its address and by its name', async () => {
    const { $ } = await post({ url: quillstore });
    await post(
      fieldsOf($, {
        'row.0.f.name': 'Known',
        'row.0.f.url': 'https://docs.northwind.example/known',
        does: 'start',
        'row.0.place': 'L1/cache',
      }),
    );
    const twin = await post({ url: 'https://docs.northwind.example/known' });
    const says = twin.$('#row-0 .problem');
    expect(says.text()).toContain('This address is that of Known, which is a product already.');
    expect(says.find('a').attr('href')).toBe('/vendors/known/edit');
    // The first is the one that Enter in a field presses.
    const buttons = twin.$('form.preview button').get();
    expect(buttons.map((button) => twin.$(button).text())).toEqual(['Look again', 'Analyse Known']);
    expect(twin.$(buttons[1] ?? '').attr('formaction')).toBe('/vendors/known/analyse');
    const named = await post({ list: 'url,name,layer\nhttps://docs.quillstore.example/x,Known,L1' });
    expect(named.$('#row-0-slug-problem').text()).toContain('"known"');
  });

  it('adds a product of which nothing could be read only where that is said', async () => {
    const { $ } = await post({ url: 'https://never-read.example/' });
    const buttons = $('form.preview button').get();
    expect(buttons.map((button) => $(button).attr('value'))).toEqual(['look', 'anyway']);
    const fields = fieldsOf($, { 'row.0.f.name': 'Unread', 'row.0.place': 'L1/cache' });
    const before = await known();
    expect((await post({ ...fields, does: 'start' })).reply.status).toBe(200);
    expect(await known()).toEqual(before);
    expect((await post({ ...fields, does: 'anyway' })).reply.status).toBe(303);
    expect((await web.office.store.vendors.get('unread'))?.category).toBe('cache');
  });

  it('looks again only where the address changed', async () => {
    const { $ } = await post({ url: 'https://no-such.example/' });
    expect($('#row-0 .problem').text()).toContain('no-such.example');
    const { $: again } = await post(fieldsOf($, { 'row.0.f.url': quillstore, does: 'look' }));
    expect(again('#row-0 .problem')).toHaveLength(0);
    expect(again('[name="row.0.f.name"]').val()).toBe('Quillstore');
  });

  it('keeps a list that cannot be read, and says where', async () => {
    const list = 'name,layer\nNo address,L1';
    const { reply, $ } = await post({ list });
    expect(reply.status).toBe(422);
    expect($('#list').text()).toBe(list);
    expect($('#list-problem').text()).toContain('no column "url"');
    const many = await post({ list: Array.from({ length: 51 }, (_, at) => `https://${at}.example/`).join('\n') });
    expect(many.$('#list-problem').text()).toContain('51 products');
    expect((await post({ url: '' })).$('#url-problem').text()).toContain('Give an address');
  });

  it('reads a file by its ending', async () => {
    const form = new FormData();
    form.set('url', '');
    form.set('list', '');
    form.set('file', new File([`- url: ${quillstore}\n  name: From YAML\n`], 'products.yaml'));
    const reply = await web.app.request('/vendors/new', {
      method: 'POST',
      body: form,
      headers: { cookie: web.cookieOf(people.editor), 'sec-fetch-site': 'same-origin' },
    });
    expect(load(await reply.text())('[name="row.0.f.name"]').val()).toBe('From YAML');
  });

  it('takes nothing that it kept in the form on trust', async () => {
    const { $ } = await post({ url: quillstore });
    const forged = fieldsOf($, { 'row.0.seen': '{"url":"x","site":{"kind":"seen"}}', rows: '1', does: 'look' });
    const { reply } = await post(forged);
    expect(reply.status).toBe(200);
    expect((await post({ rows: '999999999', does: 'start' })).reply.status).toBe(422);
    expect((await web.page('/vendors/new', { as: people.reader, form: { url: quillstore } })).status).toBe(403);
  });
});

describe('The list of products', () => {
  it('shows where each stands, and archives and takes out again', async () => {
    const $ = load(await (await web.page('/vendors')).text());
    const row = $('tbody tr').filter((_, tr) => $(tr).text().includes('Quill, renamed'));
    expect(row.text()).toContain('under way');
    expect(row.find('form[action$="/analyse"] button').text()).toBe('Analyse again: Quill, renamed');
    await web.office.store.vendors.add(aVendor({ slug: 'never-run', name: 'Never run' }), people.editor.email);
    const fresh = load(await (await web.page('/vendors')).text())('form[action="/vendors/never-run/analyse"] button');
    expect(fresh.text()).toBe('Analyse: Never run');
    await web.page('/vendors/quill-renamed/archive', { form: { archived: 'yes' } });
    expect(await (await web.page('/vendors')).text()).not.toContain('Quill, renamed');
    expect(await (await web.page('/vendors?archived=1')).text()).toContain('Quill, renamed');
    await web.page('/vendors/quill-renamed/archive', { form: { archived: 'no' } });
    expect(await (await web.page('/vendors')).text()).toContain('Quill, renamed');
  });

  it('edits a product, and keeps what was typed where it is wrong', async () => {
    const $ = load(await (await web.page('/vendors/known/edit')).text());
    const fields: Record<string, string> = {};
    for (const field of $('form.stacked input, form.stacked select, form.stacked textarea').get()) {
      fields[$(field).attr('name') ?? ''] = heldBy($, field);
    }
    const wrong = await web.page('/vendors/known/edit', { form: { ...fields, homepage: 'not one', licence: 'MIT' } });
    expect(wrong.status).toBe(422);
    const again = load(await wrong.text());
    expect([again('#homepage').val(), again('#homepage').attr('aria-invalid'), again('#licence').val()]).toEqual([
      'not one',
      'true',
      'MIT',
    ]);
    const saved = await web.page('/vendors/known/edit', { form: { ...fields, licence: 'MIT' } });
    expect([saved.status, load(await saved.text())('[role=alert]').text()]).toEqual([303, '']);
    expect((await web.office.store.vendors.get('known'))?.licence).toBe('MIT');
    expect((await web.page('/vendors/known/edit', { as: people.reader })).status).toBe(403);
  });

  it('says of a product that is published what readers do not see yet, and makes a fresh draft of it', async () => {
    const { analysis } = (await walkQuillstore(web.office.store.bodies)).draft;
    const slug = await publishedAs(web, 'Edited', { ...analysis, vendor: { ...analysis.vendor, licence: 'unknown' } });
    const { layer, category, entryType, homepage, price } = analysis.vendor;
    const entered = { slug, name: 'Edited', layer, category, entryType, homepage, price, licence: 'unknown' };
    await web.office.store.vendors.add(aVendor(entered), people.editor.email);
    const edited = async (query = '') => load(await (await web.page(`/vendors/${slug}/edit${query}`)).text());
    expect((await edited())('main .notice')).toHaveLength(0);
    const $ = await edited();
    const fields: Record<string, string> = {};
    for (const field of $('form.stacked input, form.stacked select, form.stacked textarea').get()) {
      fields[$(field).attr('name') ?? ''] = heldBy($, field);
    }
    const saved = await web.page(`/vendors/${slug}/edit`, { form: { ...fields, licence: 'MIT' } });
    expect(saved.headers.get('location')).toBe(`/vendors/${slug}/edit?saved=1`);
    const notice = (await edited('?saved=1'))('main .notice');
    expect(notice.text()).toMatch(/Saved\..*Licence: MIT is entered; the published analysis shows none\./);
    const form = Object.fromEntries(new URLSearchParams(notice.find('form').serialize()));
    const started = await web.page(notice.find('form').attr('action') ?? '', { form });
    const run = await web.office.store.records.run((started.headers.get('location') ?? '').replace('/runs/', ''));
    expect([run?.again, run?.vendor.licence]).toEqual([true, 'MIT']);
  });

  it('offers a reader nothing to do', async () => {
    const $ = load(await (await web.page('/vendors', { as: people.reader })).text());
    expect($('main form, main a[href="/vendors/new"]')).toHaveLength(0);
  });
});
