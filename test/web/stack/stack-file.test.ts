import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StackJson } from '../../../src/domain/stack/stack-json.ts';
import { openWeb, type TestWeb } from '../desk.ts';
import { inventedStack } from './invented-stack.ts';
import { publishStack } from './publish-stack.ts';

const address = '?context=healthcare&change-data-capture=fernpost&fill=best&slot=vector-database';
const some = inventedStack.filter(({ name }) => ['Quillstore', 'Tidepool', 'Fernpost', 'Weir'].includes(name));
let web: TestWeb;

beforeAll(async () => {
  web = await openWeb();
  await publishStack(web, some);
}, 60_000);
afterAll(() => web.close());

const text = async (path: string): Promise<string> => (await web.api('GET', path, { as: null })).text();

describe('A stack as JSON and as Markdown', () => {
  it('fills what is open, with the reason of each and its scores', async () => {
    const { report, candidates, clash, problems } = StackJson.parse(JSON.parse(await text(`/api/stack${address}`)));
    expect(problems).toEqual([]);
    expect(report.fill?.proof).toBe('best');
    expect(report.fill?.choices.map(({ slug }) => slug)).toEqual(['quillstore']);
    expect(report.context?.passes).toBe(true);
    expect(candidates.map(({ slug, passes }) => [slug, passes])).toEqual([
      ['quillstore', true],
      ['tidepool', false],
    ]);
    expect(candidates[1]?.fails[0]?.text).toMatch(/INPACT was assessed in 5 of 6 dimensions only \(20 of 30\)/);
    expect(clash).toBeNull();
  });

  it('holds in Markdown the versions, and the quotes of both vendors with their pages', async () => {
    const markdown = await text(`/stack.md${address}`);
    expect(markdown).toContain(
      '/vendors/quillstore>) (an invented product: no such software exists), version 1, INPACT 29 of 36, GOALS 20 of 25, filled in.',
    );
    expect(markdown).toContain('- Quillstore and Fernpost, by both vendors’ documents');
    expect(markdown).toContain(
      '> Fernpost delivers to Quillstore through a connector that its own documentation describes.',
    );
    expect(markdown).toContain(
      '> Quillstore delivers to Fernpost through a connector that its own documentation describes.',
    );
  });

  it('says of a total over how many dimensions it is, and gives no share of a level that there is none of', async () => {
    const placed = '?vector-database=tidepool&slot=vector-database';
    expect(await text(`/stack.md${placed}`)).toContain('INPACT 20 of 30 (5 of 6 dimensions), GOALS');
    const { report, candidates } = StackJson.parse(JSON.parse(await text(`/api/stack${placed}`)));
    const filled = report.layers.flatMap(({ slots }) => slots.flatMap((slot) => slot.filled ?? []));
    const levels = [...[...filled, ...candidates].map(({ weakest }) => weakest), ...report.dimensions];
    expect(levels.some(({ level }) => level === null)).toBe(true);
    for (const { level, share } of levels) expect(share === null).toBe(level === null);
  });

  it('is the same bytes again, and answered with 304 to whoever has them', async () => {
    for (const path of [`/api/stack${address}`, `/stack.md${address}`]) {
      const first = await web.api('GET', path, { as: null });
      expect(await text(path)).toBe(await first.text());
      const etag = first.headers.get('etag') ?? '';
      const again = await web.api('GET', path, { as: null, headers: { 'if-none-match': etag } });
      expect(again.status).toBe(304);
    }
  });

  it('is built from what was published at the time that is asked for', async () => {
    const { report, problems } = StackJson.parse(JSON.parse(await text(`/api/stack${address}&as-of=2020-01-01`)));
    expect(report.layers.flatMap(({ slots }) => slots.filter(({ filled }) => filled))).toEqual([]);
    expect(problems.map(({ kind, slug }) => `${kind} ${slug}`)).toEqual(['unknown-product fernpost']);
    const never = await web.api('GET', '/api/stack?as-of=yesterday', { as: null });
    expect(never.status).toBe(422);
  });
});
