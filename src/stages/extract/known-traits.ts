import { sha256 } from '../../domain/digest.ts';
import type { Page, Snapshot } from '../../domain/snapshot.ts';
import type { Tools } from '../../ports.ts';
import { type KeptTraits, PageTraits } from './page-traits.ts';

/** The traits of the pages of one run. */
export interface KnownTraits {
  of(page: Page): PageTraits;
  /** Keeps what is new of them for the next run. */
  keep(): Promise<void>;
}

/** Traits by the reading of each page; of a page whose reading is not kept, nothing is known and nothing is kept. */
export async function knownTraits(
  { run }: Pick<Snapshot, 'run'>,
  pages: readonly Page[],
  { workings }: Pick<Tools, 'workings'>,
): Promise<KnownTraits> {
  const keys = new Map(
    pages.flatMap((page) =>
      workings && page.reading
        ? [[page, sha256(`${workings.version} ${page.reading.digest} ${page.reading.textDigest}`)] as const]
        : [],
    ),
  );
  const all = [...new Set(keys.values())];
  const kept = workings ? await workings.read(run.vendor.slug, 'extract', all) : new Map<string, unknown>();
  const traits = new Map(
    pages.map((page) => [page, new PageTraits((kept.get(keys.get(page) ?? '') as KeptTraits | undefined) ?? null)]),
  );
  return {
    of: (page) => traits.get(page) ?? new PageTraits(null),
    async keep() {
      const fresh = new Map<string, KeptTraits>();
      for (const [page, key] of keys) {
        const own = traits.get(page)?.fresh;
        if (own) fresh.set(key, own);
      }
      if (workings && fresh.size > 0) await workings.keep(run.vendor.slug, 'extract', { keys: all, fresh });
    },
  };
}
