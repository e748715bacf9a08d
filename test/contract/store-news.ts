import { expect, it } from 'vitest';
import { aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToPublication } from './walked-run.ts';

const published = '2026-03-02T10:01:00.000Z';
const before = '2026-03-02T10:00:59.999Z';
const withdrawal = { reason: 'It was wrong.', by: 'reviewer@company.example', at: '2026-03-02T12:00:00.000Z' };

/** What happened in public, what stood at a time, and who is told. */
export function describeNews(opened: OpenedFor): void {
  it('tells publications and withdrawals newest first, with the reason, and what came before', async () => {
    const { store } = opened();
    const vendor = aVendor();
    const first = await walkToPublication(store, { vendor });
    const second = await walkToPublication(store, { vendor });
    await store.publications.withdraw(vendor.slug, withdrawal);
    const { items } = await store.news.list({ slug: vendor.slug, limit: 10 });
    expect(items[0]).toMatchObject({ kind: 'withdrawn', version: 2, reason: withdrawal.reason, at: withdrawal.at });
    const later = items.find(({ kind, version }) => kind === 'published' && version === 2);
    expect(later?.previous).toEqual({ publicationId: first.published.id, version: 1 });
    const until = await store.news.list({ slug: vendor.slug, limit: 10, until: published });
    expect(until.items.map(({ kind }) => kind)).toEqual(['published', 'published']);
    const contents = await store.news.contents([second.published.id]);
    expect(contents.get(second.published.id)?.analysis).toEqual(second.published.analysis);
    expect((await store.news.cards(vendor.slug)).map(({ version }) => version)).toEqual([1]);
  });

  it('gives what stood at an instant, to the millisecond, with its state then', async () => {
    const { store } = opened();
    const { published: made } = await walkToPublication(store);
    await store.publications.withdraw(made.slug, withdrawal);
    expect(await store.news.publicationAt(made.slug, before)).toBeNull();
    const then = await store.news.publicationAt(made.slug, published);
    expect(then).toEqual({ publication: made, withdrawnSince: withdrawal });
    const later = await store.news.publicationAt(made.slug, withdrawal.at);
    expect([later?.publication.state, later?.withdrawnSince]).toEqual(['withdrawn', null]);
    const listed = async (at: string, withdrawnSince: boolean) =>
      (await store.news.catalogueAt(at, { limit: 200, withdrawnSince })).items.some(({ slug }) => slug === made.slug);
    expect(await listed(before, true)).toBe(false);
    expect(await listed(published, true)).toBe(true);
    expect(await listed(published, false)).toBe(false);
    expect(await listed(withdrawal.at, true)).toBe(false);
  });

  it('hands each message to a webhook to one taker, and keeps what came of it', async () => {
    const { store } = opened();
    const id = fresh('webhook');
    const url = 'https://hooks.company.example/';
    await store.webhooks.add({ id, url, secret: 's'.repeat(24), addedBy: 'admin@company.example', addedAt: published });
    const { published: made } = await walkToPublication(store);
    const taken = (await Promise.all([1, 2, 3].map(() => store.webhooks.take(10, 60)))).flat();
    const own = taken.filter(({ news }) => news.slug === made.slug);
    expect(own).toMatchObject([{ url, tries: 0, news: { kind: 'published', version: 1 } }]);
    await store.webhooks.settle(own[0]?.id ?? '', { answer: '204', delivered: true, next: null });
    expect(await store.webhooks.take(10, 60)).toEqual([]);
    const listed = (await store.webhooks.list()).find((hook) => hook.id === id);
    expect(listed?.deliveries).toMatchObject([{ state: 'delivered', tries: 1, answer: '204', about: 'published' }]);
    expect([await store.webhooks.remove(id, 'admin'), await store.webhooks.remove(id, 'admin')]).toEqual([
      'removed',
      'none',
    ]);
  });

  it('names a vendor that cannot be read once, until it is read again', async () => {
    const { store } = opened();
    const slug = fresh('silent');
    expect(await store.schedules.noteUnread([slug], published)).toEqual([slug]);
    expect(await store.schedules.noteUnread([slug], published)).toEqual([]);
    expect(await store.schedules.noteUnread([], published)).toEqual([]);
    expect(await store.schedules.noteUnread([slug], published)).toEqual([slug]);
  });
}
