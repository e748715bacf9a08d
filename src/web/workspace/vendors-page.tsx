import { may } from '../../domain/person.ts';
import type { Stack } from '../../domain/rubric.ts';
import type { Vendor } from '../../domain/vendor.ts';
import type { VendorStanding } from '../../ports.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { Pager, type Turns } from '../public/pager.tsx';
import { Table } from '../public/table.tsx';
import { minute } from './minute.ts';
import { endWords } from './run-outcome.ts';

interface VendorsProps {
  frame: Frame;
  stack: Stack;
  vendors: Vendor[];
  standings: VendorStanding[];
  archived: boolean;
  turns: Turns;
}

/** The products that are analysed, by name: where each stands, and what can be done with it. */
export function VendorsPage({ frame, stack, vendors, standings, archived, turns }: VendorsProps) {
  const acts = frame.person !== null && may(frame.person, 'enqueue');
  const of = new Map(standings.map((standing) => [standing.slug, standing]));
  return (
    <Layout frame={frame} title="Products" here="/vendors">
      <div class="title-row">
        <h1>Products</h1>
        {acts ? (
          <a class="button" href="/vendors/new">
            Analyse a product
          </a>
        ) : null}
      </div>
      <nav class="filters" aria-label="Which products">
        <a href="/vendors" aria-current={archived ? undefined : 'true'}>
          Current
        </a>
        <a href="/vendors?archived=1" aria-current={archived ? 'true' : undefined}>
          Archive
        </a>
      </nav>
      {vendors.length === 0 ? (
        <div class="empty">
          <h2>{archived ? 'The archive is empty' : 'No product yet'}</h2>
          <p>
            {archived
              ? 'A product that is archived is not analysed any more; what is published of it stays.'
              : 'Give the address of its documentation, and its first analysis starts.'}
          </p>
        </div>
      ) : (
        <Table
          head={['Product', 'What it is', 'Last analysis', 'Published', ...(acts ? ['What to do'] : [])]}
          rows={vendors.map((vendor) => [
            acts ? <a href={`/vendors/${vendor.slug}/edit`}>{vendor.name}</a> : vendor.name,
            categoryName(stack, vendor),
            <LastRun standing={of.get(vendor.slug)} />,
            <Published standing={of.get(vendor.slug)} />,
            ...(acts ? [<Acts vendor={vendor} isNew={!of.get(vendor.slug)?.run} />] : []),
          ])}
        />
      )}
      <Pager turns={turns} of="products" />
    </Layout>
  );
}

function LastRun({ standing }: { standing: VendorStanding | undefined }) {
  const run = standing?.run;
  if (!run) return <>never</>;
  return (
    <>
      <a href={`/runs/${run.id}`}>{run.outcome === null ? 'under way' : endWords[run.outcome]}</a>{' '}
      <span class="soft">{minute(run.at)}</span>
    </>
  );
}

function Published({ standing }: { standing: VendorStanding | undefined }) {
  const publication = standing?.publication;
  if (!publication) return <>no</>;
  return (
    <>
      <a href={`/vendors/${standing.slug}`}>version {publication.version}</a>{' '}
      <span class="soft">{minute(publication.at)}</span>
    </>
  );
}

function Acts({ vendor: { slug, name, archived }, isNew }: { vendor: Vendor; isNew: boolean }) {
  return (
    <div class="acts">
      {archived ? null : (
        <form method="post" action={`/vendors/${slug}/analyse`}>
          <button type="submit" class="quiet small">
            {isNew ? 'Analyse' : 'Analyse again'}
            <span class="unseen">: {name}</span>
          </button>
        </form>
      )}
      <form method="post" action={`/vendors/${slug}/archive`}>
        <input type="hidden" name="archived" value={archived ? 'no' : 'yes'} />
        <button type="submit" class="quiet small">
          {archived ? 'Take out of the archive' : 'Archive'}
          <span class="unseen">: {name}</span>
        </button>
      </form>
    </div>
  );
}

function categoryName(stack: Stack, { layer, category }: Vendor): string {
  const found = stack.layers.find(({ id }) => id === layer);
  return `${found?.categories.find(({ id }) => id === category)?.name ?? category} (${layer})`;
}
