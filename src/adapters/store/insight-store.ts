import type { InsightStore, MonthOfCosts, MonthOfReviews, PartChange, ProducerRecord } from '../../ports.ts';
import { instant } from './columns.ts';
import type { PoolLike } from './pool.ts';

/** Figures over many records, each in one read. What reviews changed is noted by the database as they are recorded. */
export function insightStore(pool: PoolLike): InsightStore {
  return {
    async standings(slugs) {
      const { rows } = await pool.query<StandingRow>(
        `select slug, run.*, publication.* from unnest($1::text[]) slug
         left join lateral (
           select run_id, outcome, draft_id, updated_at as run_at from assay.run_status
           where run_status.slug = slug.slug order by created_at desc, run_id desc limit 1
         ) run on true
         left join lateral (
           select version, appended_at as published_at from assay.catalogue where catalogue.slug = slug.slug
         ) publication on true`,
        [slugs],
      );
      return rows.map(({ slug, run_id, outcome, draft_id, run_at, version, published_at }) => ({
        slug,
        run: run_id && run_at ? { id: run_id, outcome, draftId: draft_id, at: instant(run_at) } : null,
        publication: version && published_at ? { version, at: instant(published_at) } : null,
      }));
    },

    async changes(since) {
      const { rows } = await pool.query<ChangeRow>(
        `select null as part, 'all' as kind, count(*) as drafts, 0 as checks, 0 as better
         from assay.reviewed where decided_at >= $1 and ${isDecided}
         union all
         select part, kind, count(*), sum(checks), sum(better)
         from assay.reviewed_part join assay.reviewed using (draft_id)
         where decided_at >= $1 and ${isDecided} group by part, kind
         order by kind, drafts desc, part`,
        [since],
      );
      const parts = rows.filter((row): row is PartRow => row.kind !== 'all');
      return { decided: Number(rows.find(({ kind }) => kind === 'all')?.drafts ?? 0), parts: parts.map(partOf) };
    },

    async producers(since) {
      const { rows } = await pool.query<ProducerRow>(
        `select analyst, prompts, min(drafted_at) as since, count(*) as decided,
           count(*) filter (where untouched and verdict = 'approved') as untouched,
           count(*) filter (where verdict = 'approved') as approved,
           count(*) filter (where verdict = 'rejected') as rejected,
           sum(changed) as changed
         from assay.reviewed
         where decided_at >= $1 and ${isDecided} group by analyst, prompts order by min(drafted_at) desc, analyst, prompts`,
        [since],
      );
      return rows.map(producerOf);
    },

    async reviews(since) {
      const { rows } = await pool.query<ReviewsRow>(
        `select to_char(decided_at at time zone 'UTC', 'YYYY-MM') as month, count(*) as decided,
           sum(changed) as changed,
           percentile_cont(0.5) within group (order by extract(epoch from decided_at - drafted_at) / 3600) as hours
         from assay.reviewed
         where decided_at >= $1 and ${isDecided} group by 1 order by 1`,
        [since],
      );
      return rows.map(reviewsOf);
    },

    async costs(since) {
      // A run's row of the caps' own counters, so that no call has to be looked at: with tokens and no money it had no price.
      // One whose answers were all kept ones has spent nothing; that it asked a model stands with its draft.
      const { rows } = await pool.query<CostRow>(
        `select to_char(ended_at at time zone 'UTC', 'YYYY-MM') as month, count(*) as analyses,
           count(*) filter (where tokens > 0 or asked > 0) as with_model, coalesce(sum(micros), 0) as micros,
           coalesce(sum(tokens), 0) as tokens, coalesce(bool_or(tokens > 0 and micros = 0), false) as unpriced
         from assay.run_status left join (
           select scope, reserved_tokens + counted_tokens as tokens, reserved_micros + counted_micros as micros
           from assay.model_spending
         ) spent on spent.scope = 'run ' || run_id
         left join lateral (
           select (made -> 'usage' ->> 'modelCalls')::int + (made -> 'usage' ->> 'cachedCalls')::int as asked
           from assay.draft_revision where draft_revision.draft_id = run_status.draft_id and revision = 1
         ) first on true
         where outcome = 'drafted' and ended_at >= $1 group by 1 order by 1`,
        [since],
      );
      return rows.map(costsOf);
    },

    async oldest(limit) {
      const { rows } = await pool.query<OldRow>(
        `select slug, name, version, (doc ->> 'publishedAt')::timestamptz as published_at, count(*) over () as everything
         from assay.catalogue order by published_at, slug limit $1`,
        [limit],
      );
      const items = rows.map(({ slug, name, version, published_at }) => ({
        slug,
        name,
        version,
        at: instant(published_at),
      }));
      return { all: Number(rows[0]?.everything ?? 0), items };
    },
  };
}

/** A draft that was given back waits again: it is decided once it is approved or rejected. */
const isDecided = `verdict <> 'returned'`;

interface StandingRow {
  slug: string;
  run_id: string | null;
  outcome: 'drafted' | 'unchanged' | 'failed' | 'cancelled' | null;
  draft_id: string | null;
  run_at: Date | null;
  version: number | null;
  published_at: Date | null;
}

/** Counts come as text: they are wider than a number of the database's driver. */
interface PartRow {
  part: string;
  kind: 'decisions' | 'text';
  drafts: string;
  checks: string;
  better: string;
}
type ChangeRow = PartRow | { kind: 'all'; drafts: string };

function partOf({ part, kind, drafts, checks, better }: PartRow): PartChange {
  return { part, kind, drafts: Number(drafts), checks: Number(checks), better: Number(better) };
}

type ProducerRow = Record<
  'analyst' | 'prompts' | 'decided' | 'untouched' | 'approved' | 'rejected' | 'changed',
  string
> & {
  since: Date;
};

function producerOf({ analyst, prompts, since, ...counts }: ProducerRow): ProducerRecord {
  return {
    analyst,
    prompts,
    since: instant(since),
    decided: Number(counts.decided),
    untouched: Number(counts.untouched),
    approved: Number(counts.approved),
    rejected: Number(counts.rejected),
    changed: Number(counts.changed),
  };
}

interface ReviewsRow {
  month: string;
  decided: string;
  changed: string;
  hours: number;
}

function reviewsOf({ month, decided, changed, hours }: ReviewsRow): MonthOfReviews {
  return { month, decided: Number(decided), changed: Number(changed), medianHours: Number(hours) };
}

interface CostRow {
  month: string;
  analyses: string;
  with_model: string;
  micros: string;
  tokens: string;
  unpriced: boolean;
}

function costsOf({ month, analyses, with_model, micros, tokens, unpriced }: CostRow): MonthOfCosts {
  return {
    month,
    analyses: Number(analyses),
    withModel: Number(with_model),
    usd: unpriced ? null : Number(micros) / 1_000_000,
    tokens: Number(tokens),
  };
}

interface OldRow {
  slug: string;
  name: string;
  version: number;
  published_at: Date;
  everything: string;
}
