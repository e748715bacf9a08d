import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Person } from '../../src/domain/person.ts';
import { Refused } from '../../src/errors.ts';
import type { Office } from '../../src/ports.ts';
import type { TestOffice } from '../actions/office.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';

/** How a step ended: what it did, or the code of its refusal. */
export type Outcome =
  | 'looked'
  | 'edited'
  | 'approved'
  | 'returned'
  | 'rejected'
  | 'claimed'
  | 'released'
  | 'assigned'
  | 'withdrawn'
  | 'published'
  | 'drafted'
  | 'nothing'
  | (string & {});

/** An edit that somebody was told is kept. */
interface Kept {
  draftId: string;
  revision: number;
  contentDigest: string;
  author: string;
  words: string;
}

/** One product and the people at work on it. */
export interface Scene {
  desk: TestOffice;
  office: Office & { fourEyes: boolean };
  slug: string;
  /** Its latest draft. */
  draft: Draft;
  /** What each person saw last; the first revision for those who never looked again. */
  seen: Map<string, Pick<Draft, 'id' | 'revision' | 'contentDigest'>>;
  /** The return that each person saw when they looked last, where the draft was returned as it stood. */
  returned: Map<string, string>;
  kept: Kept[];
  /** Digests that a person was told they approved, as they had seen them. */
  approved: { draftId: string; contentDigest: string; person: string }[];
  newDraft(): Promise<void>;
}

/** A new product with a draft that waits. */
export async function openScene(
  desk: TestOffice,
  { analysis, fourEyes }: { analysis: Analysis; fourEyes: boolean },
): Promise<Scene> {
  const slug = fresh('product');
  const own = { ...analysis, vendor: { ...analysis.vendor, slug } };
  const vendor = aVendor({ ...analysis.vendor, slug, sources: ['https://docs.quillstore.example/'] });
  const make = async (): Promise<Draft> => {
    const draft = { analysis: own, contentDigest: contentDigest(own) };
    return (await walkToDraft(desk.office.store, { vendor, draft })).draft;
  };
  const scene: Scene = {
    desk,
    office: { ...desk.office, fourEyes },
    slug,
    draft: await make(),
    seen: new Map(),
    returned: new Map(),
    kept: [],
    approved: [],
    async newDraft() {
      desk.pass(1000);
      scene.draft = await make();
    },
  };
  return scene;
}

/** What a person saw of the latest draft. */
export function seenBy({ seen, draft }: Scene, { email }: Person): Pick<Draft, 'id' | 'revision' | 'contentDigest'> {
  const view = seen.get(email);
  return view?.id === draft.id ? view : draft;
}

/** The outcome of a call: its own, or the code of the refusal, which must say what is wrong. Anything else is a fault. */
export async function outcomeOf(call: Promise<unknown>, done: Outcome): Promise<Outcome> {
  try {
    await call;
    return done;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.message.length < 10) throw new Error(`A refusal that says nothing: ${error.code}`);
    return error.code === 'draft-closed' ? 'closed' : error.code;
  }
}
