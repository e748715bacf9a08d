import { addVendor } from '../../src/actions/add-vendor.ts';
import { approvalBlocks } from '../../src/actions/approval-blocks.ts';
import { decide } from '../../src/actions/decide.ts';
import { startRun } from '../../src/actions/start-run.ts';
import type { VendorInput } from '../../src/actions/vendor-input.ts';
import type { Assay } from '../../src/compose.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Person } from '../../src/domain/person.ts';
import { Refused } from '../../src/errors.ts';

/** Milliseconds between two looks at a run; runs take seconds. */
const lookEvery = 200;

/** Milliseconds that publishing may take: it re-reads the quotes of one analysis. */
const publishWithin = 60_000;

/** Adds a product unless it is known, and reads its site by the offline analyst. Null where nothing new came of it. */
export async function draftProduct(
  { office, store }: Assay,
  input: VendorInput,
  person: Person,
): Promise<Draft | null> {
  const slug = await known(office, input, person);
  const { run } = await startRun(office, { slug, cause: 'new', again: false, offline: true }, person);
  for (;;) {
    const status = await store.runs.status(run.id);
    if (status?.outcome === 'drafted' && status.draftId) return store.drafts.get(status.draftId);
    if (status?.outcome === 'unchanged') return null;
    if (status?.outcome) throw new Error(`${slug} could not be analysed: ${JSON.stringify(status.failure)}`);
    await later(lookEvery);
  }
}

/** Approves a draft as it stands, in a person's name, and waits until it is public. Gives what stands in the way, if anything. */
export async function approveProduct(assay: Assay, draft: Draft, person: Person): Promise<string[]> {
  const office = { ...assay.office, fourEyes: assay.config.fourEyes };
  const blocks = await approvalBlocks(office, draft);
  if (blocks.length > 0) return blocks.map(({ path, message }) => `${path}: ${message}`);
  const { id, revision, contentDigest, slug } = draft;
  const decision = {
    verdict: 'approved',
    revision,
    contentDigest,
    reason: 'Approved by a program, for demonstration.',
  };
  await decide(office, { draftId: id, decision }, person);
  const until = Date.now() + publishWithin;
  while ((await assay.store.publications.latest(slug))?.contentDigest !== contentDigest) {
    if (Date.now() > until) throw new Error(`${slug} was approved and is not public after ${publishWithin / 1000} s.`);
    await later(lookEvery);
  }
  return [];
}

async function known(office: Assay['office'], input: VendorInput, person: Person): Promise<string> {
  try {
    return (await addVendor(office, input, person)).slug;
  } catch (error) {
    const taken = error instanceof Refused && error.status === 409;
    const twin = taken && input.slug ? await office.store.vendors.get(input.slug) : null;
    if (!twin) throw error;
    return twin.slug;
  }
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
