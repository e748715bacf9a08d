import type { Office } from '../ports.ts';
import { unreadVendors } from './unread-vendors.ts';

/** Sentences about vendors that could not be read several times in a row, each once until they are read again. */
export async function newlyUnread(office: Pick<Office, 'store' | 'clock'>): Promise<string[]> {
  const unread = await unreadVendors(office);
  const fresh = new Set(
    await office.store.schedules.noteUnread(
      unread.map(({ slug }) => slug),
      office.clock.now().toISOString(),
    ),
  );
  return unread
    .filter(({ slug }) => fresh.has(slug))
    .map(({ slug, failed }) => `${slug} could not be read ${failed} times in a row: "assay runs list" says why.`);
}
