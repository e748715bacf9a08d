import type { News } from '../../domain/news.ts';
import type { Delivery, Webhook } from '../../domain/webhook.ts';
import type { WebhookStore } from '../../ports.ts';
import { instant, storable } from './columns.ts';
import { type NewsRow, newsOf, selectNews } from './stored-news.ts';
import { type Database, type Transaction, transaction } from './transaction.ts';

/** Deliveries that a list shows of each webhook: those of a busy week. */
const shownDeliveries = 10;

interface WebhookRow {
  id: string;
  url: string;
  added_by: string;
  added_at: Date;
}

interface DeliveryRow {
  id: string;
  webhook_id: string;
  kind: News['kind'];
  slug: string;
  version: number;
  due_at: Date | null;
  tries: number;
  answer: string;
  last_at: Date | null;
  delivered_at: Date | null;
}

type TakenRow = NewsRow & { id: string; url: string; secret: string; tries: number };

/** Who is told of what is public, and how far that got. */
export function webhookStore(database: Database): WebhookStore {
  const { pool, clock } = database;
  return {
    add: ({ id, url, secret, addedBy, addedAt }) =>
      transaction(database, async (tx) => {
        await tx.query('insert into assay.webhook (id, url, secret, added_by, added_at) values ($1, $2, $3, $4, $5)', [
          id,
          url,
          secret,
          addedBy,
          addedAt,
        ]);
        tx.audit({ actor: addedBy, action: 'webhook.added', subject: id, detail: { host: new URL(url).host } });
      }),

    async list() {
      const { rows: hooks } = await pool.query<WebhookRow>(
        'select id, url, added_by, added_at from assay.webhook where removed_at is null order by added_at, id',
      );
      const { rows } = await pool.query<DeliveryRow>(
        `select * from (
           select delivery.*, publication.slug, publication.version,
             row_number() over (partition by webhook_id order by delivery.appended_at desc, delivery.id) as place
           from assay.webhook_delivery delivery join assay.publication on publication.id = delivery.publication_id
           where webhook_id = any($1)) latest
         where place <= $2 order by place`,
        [hooks.map(({ id }) => id), shownDeliveries],
      );
      return hooks.map((hook) => ({
        ...webhookOf(hook),
        deliveries: rows.filter((row) => row.webhook_id === hook.id).map(deliveryOf),
      }));
    },

    remove: (id, by) =>
      transaction(database, async (tx) => {
        const { rowCount } = await tx.query(
          `update assay.webhook set removed_at = $2, secret = '' where id = $1 and removed_at is null`,
          [id, clock.now()],
        );
        if (rowCount === 0) return 'none';
        await tx.query('update assay.webhook_delivery set due_at = null where webhook_id = $1', [id]);
        tx.audit({ actor: by, action: 'webhook.removed', subject: id, detail: {} });
        return 'removed';
      }),

    async take(limit, leaseSeconds) {
      const now = clock.now();
      const { rows } = await pool.query<TakenRow>(
        `with taken as (
           update assay.webhook_delivery set due_at = $2
           where id in (
             select id from assay.webhook_delivery delivery where due_at <= $1 and exists (
               select from assay.webhook where webhook.id = delivery.webhook_id and removed_at is null)
             order by due_at, id limit $3 for update skip locked)
           returning *)
         select taken.id, taken.tries, webhook.url, webhook.secret, news.*
         from taken join assay.webhook on webhook.id = taken.webhook_id
         join (${selectNews}) news on news.key = taken.publication_id || ' ' || taken.kind
         order by taken.appended_at, taken.id`,
        [now, new Date(now.getTime() + leaseSeconds * 1000), limit],
      );
      return rows.map((row) => {
        const { id, url, secret, tries } = row;
        return { id, url, secret, tries, news: newsOf(row) };
      });
    },

    async settle(id, { answer, delivered, next }) {
      const now = clock.now();
      await pool.query(
        `update assay.webhook_delivery set tries = tries + 1, answer = $2, last_at = $3,
           -- A webhook that was removed while its message was under way gets no further try.
           due_at = case when exists (select from assay.webhook where webhook.id = webhook_id and removed_at is null)
             then $4::timestamptz end,
           delivered_at = case when $5 then $3::timestamptz end
         where id = $1`,
        [id, storable(answer), now, next, delivered],
      );
    },
  };
}

/** Writes down, in the transaction of a publication or withdrawal, that every webhook is to be told of it. */
export async function tellWebhooks(
  tx: Transaction,
  { publicationId, kind, dueAt }: { publicationId: string; kind: News['kind']; dueAt: Date },
): Promise<void> {
  await tx.query(
    `insert into assay.webhook_delivery (id, webhook_id, publication_id, kind, due_at, appended_at)
     select 'msg-' || encode(sha256(convert_to(webhook.id || ' ' || $1 || ' ' || $2, 'UTF8')), 'hex'),
       webhook.id, $1, $2, $3, $3
     from assay.webhook where removed_at is null`,
    [publicationId, kind, dueAt],
  );
}

function webhookOf({ id, url, added_by, added_at }: WebhookRow): Webhook {
  return { id, url, addedBy: added_by, addedAt: instant(added_at) };
}

function deliveryOf(row: DeliveryRow): Delivery {
  const { id, kind, slug, version, tries, answer } = row;
  const state = row.delivered_at ? 'delivered' : row.due_at ? 'waiting' : 'given-up';
  return {
    ...{ id, slug, version, state, tries, answer },
    about: kind === 'published' && version > 1 ? 'changed' : kind,
    lastAt: row.last_at && instant(row.last_at),
    dueAt: row.due_at && instant(row.due_at),
  };
}
