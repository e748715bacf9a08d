import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVendor } from '../../src/actions/add-vendor.ts';
import { checkRows } from '../../src/actions/check-rows.ts';
import { editVendor, knownVendor } from '../../src/actions/edit-vendor.ts';
import { importVendors } from '../../src/actions/import-vendors.ts';
import { planVendor } from '../../src/actions/plan-vendor.ts';
import { pricedPlan } from '../../src/domain/priced-plan.ts';
import { planCrawl } from '../../src/stages/fetch/plan-crawl.ts';
import { scriptedHttp, someTools } from '../stages/fetch/fetch-fixture.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';

let desk: TestOffice;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());

const url = 'https://docs.product.example/';
const priced = { price: null, caps: { runUsd: null }, model: false };
const planned = (address: string) =>
  planVendor(
    desk.office,
    {
      input: { url: address },
      planCrawl: async (scope) => {
        const { plan, site } = await planCrawl(scope, someTools(scriptedHttp({})));
        return { plan: pricedPlan(plan, priced), site };
      },
    },
    people.editor,
  );
const at = (name: string): string => `https://docs.${name}.example/`;

describe('Adding a vendor', () => {
  it('needs only an address and a layer: name, slug, category and homepage have sensible readings', async () => {
    const vendor = await addVendor(
      desk.office,
      { url: 'https://docs.acmebase.example/start', layer: 'L1' },
      people.editor,
    );
    expect(vendor).toMatchObject({
      slug: 'acmebase',
      name: 'Acmebase',
      layer: 'L1',
      category: desk.office.rubric.stack.layers[0]?.categories[0]?.id,
      homepage: 'https://docs.acmebase.example',
      sources: ['https://docs.acmebase.example/start'],
      price: { kind: 'unknown', note: '' },
      licence: 'unknown',
      revision: 1,
    });
    expect(await desk.office.store.vendors.get('acmebase')).toEqual(vendor);
  });

  it('keeps what was said and drops a source said twice', async () => {
    const said = {
      url,
      name: 'Said Twice',
      layer: 'L2',
      sources: ['https://docs.product.example', 'https://more.product.example/', `${url}#top`],
      price: 'paid',
    };
    const vendor = await addVendor(desk.office, said, people.editor);
    expect(vendor.sources).toEqual([url, 'https://more.product.example/']);
    expect(vendor.price).toEqual({ kind: 'paid', note: '' });
  });

  it.each([
    ['no address', { layer: 'L1' }, 'url'],
    ['an address that is not http', { url: 'ftp://docs.product.example/', layer: 'L1' }, 'url'],
    ['an address without a host', { url: 'https://', layer: 'L1' }, 'url'],
    ['an unknown layer', { url, layer: 'L9' }, 'layer'],
    ['an unknown category', { url, layer: 'L1', category: 'nonsense' }, 'category'],
    ['a category of another layer', { url, layer: 'L7', category: 'vector-database' }, 'category'],
    ['a slug that is a page of ours', { url, layer: 'L1', slug: 'review' }, 'slug'],
    ['a name without a letter or digit', { url, layer: 'L1', name: '數據' }, 'slug'],
    ['a name that becomes a reserved slug', { url, layer: 'L1', name: 'Settings' }, 'slug'],
    ['an unknown price', { url, layer: 'L1', price: 'cheap' }, 'price'],
    ['an empty licence', { url, layer: 'L1', licence: '' }, 'licence'],
    ['a word that is no licence', { url, layer: 'L1', licence: 'bogus' }, 'licence'],
    [
      'more sources than a vendor has',
      { url, layer: 'L1', sources: Array.from({ length: 20 }, (_, n) => at(`s${n}`)) },
      'sources',
    ],
    ['U+0000 in the name', { url, layer: 'L1', name: 'Nul\u0000l' }, 'name'],
    ['U+0000 in the note on the price', { url, layer: 'L1', priceNote: '\u0000' }, 'priceNote'],
    ['a field nobody knows', { url, layer: 'L1', colour: 'red' }, 'colour'],
  ])('is refused with %s, naming the field', async (_what, input, field) => {
    const refusal = await refusalOf(addVendor(desk.office, input, people.editor));
    expect(refusal.status).toBe(422);
    expect(refusal.details.map(({ path }) => path)).toContain(field);
  });

  it('is refused where the slug is taken, and changes nothing then', async () => {
    const first = await addVendor(desk.office, { url: at('taken'), layer: 'L3', name: 'Taken' }, people.editor);
    const again = addVendor(desk.office, { url: 'https://other.example/', layer: 'L4', name: 'Taken' }, people.editor);
    expect(await refusalOf(again)).toMatchObject({ status: 409, code: 'slug-taken' });
    expect(await desk.office.store.vendors.get('taken')).toEqual(first);
  });

  it('is refused for documentation that another vendor is analysed from', async () => {
    await addVendor(desk.office, { url: at('one-home'), layer: 'L1', name: 'One Home' }, people.editor);
    const twin = addVendor(desk.office, { url: at('one-home'), layer: 'L1', name: 'Twin' }, people.editor);
    expect(await refusalOf(twin)).toMatchObject({ status: 409, code: 'address-taken' });
    expect(await desk.office.store.vendors.get('twin')).toBeNull();
  });

  it.each(['https://docs.spelt.example', 'https://DOCS.spelt.example:443/#start'])(
    'is refused for that documentation however its address is written: %s',
    async (address) => {
      await addVendor(desk.office, { url: at('spelt'), layer: 'L1', name: 'Spelt' }, people.editor).catch(() => null);
      const fields = { url: address, layer: 'L1', name: 'Spelt Otherwise' };
      const taken = { status: 409, code: 'address-taken' };
      expect(await refusalOf(addVendor(desk.office, fields, people.editor))).toMatchObject(taken);
      expect(await refusalOf(planned(address))).toMatchObject(taken);
      const { refused } = await checkRows(desk.office, [{ line: 1, fields }]);
      expect(refused).toMatchObject([{ field: 'url', known: { slug: 'spelt' } }]);
      const patch = { sources: [at('elsewhere'), address] };
      await addVendor(desk.office, { url: at('elsewhere'), layer: 'L1' }, people.editor).catch(() => null);
      expect(await refusalOf(editVendor(desk.office, { slug: 'elsewhere', patch }, people.editor))).toMatchObject(
        taken,
      );
    },
  );

  it('is refused to a reader', async () => {
    const refusal = await refusalOf(addVendor(desk.office, { url, layer: 'L1', name: 'Unwanted' }, people.reader));
    expect(refusal).toMatchObject({ status: 403, code: 'role-too-low' });
    expect(await desk.office.store.vendors.get('unwanted')).toBeNull();
  });
});

describe('Planning a product', () => {
  const named = (slug: string, ...sources: [string, ...string[]]) =>
    addVendor(desk.office, { url: sources[0], sources, layer: 'L1', name: slug, slug }, people.editor);

  it('names the product whose documentation starts at the address or above it, the nearest where there are more', async () => {
    await named('above', 'https://docs.above.example/');
    await named('nearer', 'https://docs.above.example/sql');
    const site = async (url: string) => (await planned(url)).sameSite;
    expect(await site('https://docs.above.example/start')).toMatchObject({ slug: 'above' });
    const source = 'https://docs.above.example/sql';
    expect(await site(`${source}/start`)).toEqual({ slug: 'nearer', name: 'nearer', source });
    expect(await site('https://docs.above.example/sql-server')).toMatchObject({ slug: 'above' });
  });

  it('names no neighbour on a host that several share: what stands beside a documentation is not its own', async () => {
    await named('milvus', 'https://github.com/milvus-io/milvus');
    await named('azure', 'https://learn.microsoft.com/azure');
    for (const url of ['https://github.com/milvus-io/attu', 'https://learn.microsoft.com/en-us/sql/']) {
      expect((await planned(url)).sameSite, url).toBeNull();
    }
    await named('cosmos', 'https://learn.microsoft.com/cosmos.html');
    expect((await planned('https://learn.microsoft.com/en-us/sql/')).sameSite).toBeNull();
    expect((await planned('https://github.com/milvus-io/milvus/blob/master/README.md')).sameSite?.slug).toBe('milvus');
  });
});

describe('Editing a vendor', () => {
  it('changes what is named and counts the revision up', async () => {
    const before = await addVendor(desk.office, { url: at('edited'), layer: 'L1', name: 'Edited' }, people.editor);
    desk.pass(60_000);
    const patch = { licence: 'MIT', price: 'free-tier', priceNote: 'to 5 users', archived: true };
    const after = await editVendor(desk.office, { slug: 'edited', patch }, people.editor);
    expect(after).toEqual({
      ...before,
      licence: 'MIT',
      price: { kind: 'free-tier', note: 'to 5 users' },
      archived: true,
      revision: 2,
      updatedAt: desk.office.clock.now().toISOString(),
    });
  });

  it('is refused where the new layer lacks the category, and nothing is stored', async () => {
    const before = await addVendor(desk.office, { url: at('moved'), layer: 'L1', name: 'Moved' }, people.editor);
    const refusal = await refusalOf(editVendor(desk.office, { slug: 'moved', patch: { layer: 'L7' } }, people.editor));
    expect(refusal).toMatchObject({ status: 422, code: 'unknown-category' });
    expect(await desk.office.store.vendors.get('moved')).toEqual(before);
  });

  it.each([
    ['its slug, which is its name for ever', { slug: 'other' }],
    ['no source at all', { sources: [] }],
    ['a homepage that is a script', { homepage: 'javascript:alert(1)' }],
    ['an empty name', { name: '' }],
    ['U+0000 in the licence', { licence: 'MIT\u0000' }],
  ])('is refused for %s', async (_what, patch) => {
    expect((await refusalOf(editVendor(desk.office, { slug: 'edited', patch }, people.editor))).status).toBe(422);
  });

  it('is refused for an address that another vendor is analysed from, and keeps its own', async () => {
    await addVendor(desk.office, { url: at('first-home'), layer: 'L1', name: 'First Home' }, people.editor);
    await addVendor(desk.office, { url: at('second-home'), layer: 'L1', name: 'Second Home' }, people.editor);
    const edit = (sources: string[]) =>
      editVendor(desk.office, { slug: 'second-home', patch: { sources } }, people.editor);
    expect(await refusalOf(edit([at('second-home'), at('first-home')]))).toMatchObject({
      status: 409,
      code: 'address-taken',
    });
    expect((await edit([at('second-home'), at('third-home')])).sources).toHaveLength(2);
  });

  it('is refused when someone else changed it at the same time: one of two wins', async () => {
    await addVendor(desk.office, { url: at('contested'), layer: 'L1', name: 'Contested' }, people.editor);
    const both = await Promise.allSettled(
      ['MIT', 'ISC'].map((licence) =>
        editVendor(desk.office, { slug: 'contested', patch: { licence } }, people.editor),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((end) => end.status === 'rejected');
    expect(lost?.reason).toMatchObject({ status: 409, code: 'changed-meanwhile' });
    expect((await knownVendor(desk.office, 'contested')).revision).toBe(2);
  });

  it('names near slugs where the slug is unknown, and where to look otherwise', async () => {
    const near = await refusalOf(editVendor(desk.office, { slug: 'acmebace', patch: {} }, people.editor));
    expect(near).toMatchObject({ status: 404, code: 'unknown-vendor', advice: 'Did you mean acmebase?' });
    const far = await refusalOf(knownVendor(desk.office, 'zzz'));
    expect(far.advice).toContain('assay vendors list');
    expect((await refusalOf(knownVendor(desk.office, 'a\u0000'))).status).toBe(404);
  });

  it('is refused to a reader', async () => {
    const refusal = await refusalOf(
      editVendor(desk.office, { slug: 'edited', patch: { licence: 'X' } }, people.reader),
    );
    expect(refusal.status).toBe(403);
  });
});

describe('Importing vendors', () => {
  const good = { line: 2, fields: { url: at('import'), name: 'Import Good', layer: 'L1' } };
  const bad = [
    { line: 3, fields: { url: 'nowhere', name: 'Import Bad', layer: 'L9' } },
    { line: 4, fields: { url: at('another'), name: 'Import Good', layer: 'L1' } },
    { line: 7, fields: { url: at('another'), name: 'Taken', layer: 'L1' } },
    { line: 8, fields: { url, name: 'Import Odd', layer: 'L1', category: 'nonsense' } },
    { line: 9, fields: { url: at('import'), name: 'Import Twin', layer: 'L1' } },
    { line: 10, fields: { url: at('taken'), name: 'Import Late', layer: 'L1' } },
  ];

  it('names every bad row by line and field and adds nothing', async () => {
    const refusal = await refusalOf(
      importVendors(desk.office, { rows: [good, ...bad], partial: false }, people.editor),
    );
    expect(refusal).toMatchObject({ status: 422, code: 'bad-rows' });
    expect(refusal.details.map(({ path }) => path)).toEqual([
      'line 3, url',
      'line 3, layer',
      'line 4, slug',
      'line 7, slug',
      'line 7, url',
      'line 8, category',
      'line 8, url',
      'line 9, url',
      'line 10, url',
    ]);
    expect(refusal.details[2]?.message).toContain('line 2');
    expect(await desk.office.store.vendors.get('import-good')).toBeNull();
  });

  it('adds the good rows when asked to, and still names the bad ones', async () => {
    const result = await importVendors(desk.office, { rows: [good, ...bad], partial: true }, people.editor);
    expect(result.added).toEqual(['import-good']);
    expect(result.refused.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '3 url',
      '3 layer',
      '4 slug',
      '7 slug',
      '7 url',
      '8 category',
      '8 url',
      '9 url',
      '10 url',
    ]);
  });

  it('is refused to a reader before a row is looked at', async () => {
    expect((await refusalOf(importVendors(desk.office, { rows: bad, partial: true }, people.reader))).status).toBe(403);
  });
});
