import type { Corpus } from '../../../domain/corpus.ts';
import { sha256 } from '../../../domain/digest.ts';
import type { Tools } from '../../../ports.ts';
import { textNotKept } from '../gate-offers.ts';
import type { Offer } from '../offer.ts';
import type { PagePart } from './page-part.ts';
import type { QuoteGround } from './quote-offer.ts';
import type { HarvestReply } from './read-harvest.ts';
import type { PartResult } from './read-part.ts';
import { unitOver } from './unit-of-quote.ts';

/** What replies on parts gave, as it is kept from run to run. */
export interface KeptParts {
  /** What this reply gave for the part before; null where that is to be worked out. */
  of(part: PagePart, reply: HarvestReply): PartResult | null;
  note(part: PagePart, reply: HarvestReply, result: PartResult): void;
  /** Keeps what is new for the next run. */
  keep(): Promise<void>;
}

interface KeptPart extends Omit<PartResult, 'offers'> {
  /** Digest of the reply that it was worked out of. */
  reply: string;
  offers: KeptOffer[];
}

/** The unit by the number of its passage in the part, and by its place on the page. */
type KeptOffer = [
  passage: number,
  start: number,
  end: number,
  check: string,
  stance: Offer['stance'],
  hedged: boolean,
  score: number,
];

interface PartGround {
  corpus: Corpus;
  /** Of each page by address, what names all that its units follow from; a part of a page without one is not kept. */
  pageKeys: ReadonlyMap<string, string>;
  unitsOf: QuoteGround['unitsOf'];
}

/** What was kept of these parts, each under a key that names all that its quotes are held against: passages, suspects, rubric, code. */
export async function keptParts(
  parts: readonly PagePart[],
  ground: PartGround,
  { workings }: Pick<Tools, 'workings'>,
): Promise<KeptParts> {
  if (!workings) return { of: () => null, note: () => undefined, keep: async () => undefined };
  const { slug } = ground.corpus.snapshot.run.vendor;
  const keys = keysOf(parts, ground);
  const kept = await workings.read(slug, 'harvest', [...keys.values()]);
  const fresh = new Map<string, KeptPart>();
  return {
    of(part, reply) {
      const known = kept.get(keys.get(part) ?? '') as KeptPart | undefined;
      if (known?.reply !== digestOfReply(reply)) return null;
      const offers = known.offers.flatMap((offer) => offerAgain(offer, part, ground) ?? []);
      return offers.length < known.offers.length ? null : { part: known.part, refused: known.refused, offers };
    },
    note(part, reply, result) {
      const key = keys.get(part);
      // That a text is missing follows from the store and not from the page; it may be there the next time.
      if (key === undefined || result.refused.some(({ reason }) => reason === textNotKept)) return;
      const numbers = new Map(part.map(({ passage }, at) => [passage, at + 1]));
      const offers = result.offers.map(
        ({ unit, check, stance, hedged, score }): KeptOffer => [
          numbers.get(unit.passage) ?? 0,
          ...([unit.start, unit.end, check, stance, hedged, score] as const),
        ],
      );
      fresh.set(key, { ...result, offers, reply: digestOfReply(reply) });
    },
    async keep() {
      if (fresh.size > 0) await workings.keep(slug, 'harvest', { keys: [...keys.values()], fresh });
    },
  };
}

function keysOf(parts: readonly PagePart[], { corpus, pageKeys }: PartGround): Map<PagePart, string> {
  const suspects = suspectPlaces(corpus);
  const keys = new Map<PagePart, string>();
  for (const part of parts) {
    const urls = [...new Set(part.map(({ page }) => page.url))];
    const pages = urls.map((url) => [pageKeys.get(url), suspects.get(url) ?? []]);
    if (pages.some(([key]) => key === undefined)) continue;
    const passages = part.map(({ page, place }) => [urls.indexOf(page.url), place.start, place.end]);
    keys.set(part, sha256(JSON.stringify([pages, passages])));
  }
  return keys;
}

/** Where passages that speak to a model stand, by address: no quote may touch one. */
function suspectPlaces({ passages, pages }: Corpus): Map<string, number[][]> {
  const byUrl = new Map<string, number[][]>();
  for (const { flags, places } of passages) {
    if (!flags.includes('injection-suspect')) continue;
    for (const { page, start, end } of places) {
      const url = pages[page]?.url ?? '';
      byUrl.set(url, [...(byUrl.get(url) ?? []), [start, end]]);
    }
  }
  return byUrl;
}

function offerAgain(
  [number, start, end, check, stance, hedged, score]: KeptOffer,
  part: PagePart,
  { unitsOf }: PartGround,
): Offer | null {
  const placed = part[number - 1];
  const unit = placed ? unitOver(placed, { start, end }, unitsOf(placed.passage)) : null;
  return unit && { check, unit, lane: 'harvest', facet: '', found: '', score, stance, hedged };
}

function digestOfReply(reply: HarvestReply): string {
  return sha256(JSON.stringify(reply));
}
