import { Vendor } from '../../domain/vendor.ts';
import { vendorChanges } from '../../domain/vendor-changes.ts';
import type { VendorStore } from '../../ports.ts';
import { orderOf, page, turnOf } from './cursor.ts';
import { type Database, lockSubject, type Transaction, transaction } from './transaction.ts';

interface VendorRow {
  doc: unknown;
  sorted: string;
}

/** The catalogue of what is analysed. Documents come from people, so each is parsed when it is read. */
export function vendorStore(database: Database): VendorStore {
  return {
    add: (vendor, by) =>
      transaction(database, async (tx) => {
        const { rowCount } = await tx.query(
          `insert into assay.vendor (slug, revision, name, layer, category, archived, doc, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (slug) do nothing`,
          columnsOf(vendor),
        );
        if (rowCount === 0) return 'exists';
        tx.audit({ actor: by, action: 'vendor.added', subject: vendor.slug, detail: { name: vendor.name } });
        return 'added';
      }),

    async get(slug) {
      const { rows } = await database.pool.query<VendorRow>('select doc from assay.vendor where slug = $1', [slug]);
      return rows[0] ? Vendor.parse(rows[0].doc) : null;
    },

    async list({ limit, archived, ...asked }) {
      const turn = turnOf(asked, 'text');
      const { beyond, order } = orderOf(turn, 'least');
      const { rows } = await database.pool.query<VendorRow>(
        `select doc, lower(name) as sorted from assay.vendor
         where ($1::boolean is null or archived = $1)
           and ($2::text is null or (lower(name) collate "C", slug) ${beyond} ($2 collate "C", $3::text))
         order by lower(name) collate "C" ${order}, slug ${order} limit $4`,
        [archived ?? null, turn.from?.[0] ?? null, turn.from?.[1] ?? null, limit + 1],
      );
      const found = rows.map((row) => ({ vendor: Vendor.parse(row.doc), sorted: row.sorted }));
      return page(found, limit, { item: (row) => row.vendor, at: (row) => [row.sorted, row.vendor.slug], turn });
    },

    replace: (vendor, by) =>
      transaction(database, async (tx) => {
        await lockSubject(tx, vendor.slug);
        const before = await tx.query('select doc from assay.vendor where slug = $1', [vendor.slug]);
        const { rowCount } = await tx.query(
          `update assay.vendor set revision = $2, name = $3, layer = $4, category = $5, archived = $6, doc = $7, updated_at = $8
           where slug = $1 and revision = $2 - 1`,
          columnsOf(vendor),
        );
        if (rowCount === 0) return 'stale';
        const changed = vendorChanges(Vendor.parse(before.rows[0]?.doc), vendor);
        const detail = { revision: vendor.revision, changed };
        tx.audit({ actor: by, action: 'vendor.edited', subject: vendor.slug, detail });
        if (vendor.archived) await cancelRuns(tx, vendor, by);
        return 'replaced';
      }),
  };
}

/** What is archived is not analysed: a reading that is under way ends, and drafts nothing. */
async function cancelRuns(tx: Transaction, { slug, updatedAt }: Vendor, by: string): Promise<void> {
  const { rows } = await tx.query<{ run_id: string; stage: string }>(
    `update assay.run_status set outcome = 'cancelled', progress = 'Cancelled: the product was archived.',
       ended_at = $2, updated_at = $2
     where slug = $1 and outcome is null returning run_id, stage`,
    [slug, updatedAt],
  );
  for (const { run_id, stage } of rows) {
    tx.audit({ actor: by, action: 'run.cancelled', subject: run_id, detail: { slug, stage } });
  }
}

function columnsOf(vendor: Vendor): unknown[] {
  const { slug, revision, name, layer, category, archived, updatedAt } = vendor;
  return [slug, revision, name, layer, category, archived, JSON.stringify(vendor), updatedAt];
}
