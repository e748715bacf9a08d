import { expect, it } from 'vitest';
import { sha256 } from '../../src/domain/digest.ts';
import { fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';

/** What stages worked out of pages. */
export function describeWorkings(opened: OpenedFor): void {
  const workings = () => opened().store.workings;
  const [one, two, three] = ['one', 'two', 'three'].map(sha256) as [string, string, string];
  const values = (...entries: [string, unknown][]) => new Map(entries);

  it('come out as they went in, by product and part, those asked for', async () => {
    const [slug, other] = [fresh('worked'), fresh('worked')];
    const value = { lengths: [1, 2.5], found: 'naïve “quote” \u2028', flag: true };
    await workings().keep(slug, 'gather', { keys: [one, two], fresh: values([one, value], [two, {}]) });
    expect(await workings().read(slug, 'gather', [one, three])).toEqual(values([one, value]));
    expect(await workings().read(slug, 'extract', [one])).toEqual(values());
    expect(await workings().read(other, 'gather', [one])).toEqual(values());
    expect(await workings().read(slug, 'gather', [])).toEqual(values());
  });

  it('are let go of once the product has none of their keys, and of another product never', async () => {
    const [slug, other] = [fresh('worked'), fresh('worked')];
    for (const each of [slug, other]) {
      await workings().keep(each, 'gather', { keys: [one, two], fresh: values([one, 1], [two, 2]) });
    }
    await workings().keep(slug, 'gather', { keys: [two, three], fresh: values([three, 3]) });
    expect(await workings().read(slug, 'gather', [one, two, three])).toEqual(values([two, 2], [three, 3]));
    expect(await workings().read(other, 'gather', [one, two])).toEqual(values([one, 1], [two, 2]));
  });

  it('that grew take the place of what was kept', async () => {
    const slug = fresh('worked');
    await workings().keep(slug, 'extract', { keys: [one], fresh: values([one, { marks: 1 }]) });
    await workings().keep(slug, 'extract', { keys: [one], fresh: values([one, { marks: 1, more: 2 }]) });
    expect(await workings().read(slug, 'extract', [one])).toEqual(values([one, { marks: 1, more: 2 }]));
  });

  it('may be kept twice, by two processes that read the same page', async () => {
    const slug = fresh('worked');
    const keep = () => workings().keep(slug, 'extract', { keys: [one], fresh: values([one, { same: true }]) });
    await Promise.all([keep(), keep()]);
    expect(await workings().read(slug, 'extract', [one])).toEqual(values([one, { same: true }]));
  });
}
