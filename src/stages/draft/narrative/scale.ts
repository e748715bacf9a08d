import type { CheckResult } from '../../../domain/analysis.ts';
import type { ClaimGround } from '../../../domain/lint-claims.ts';
import type { Material } from '../material.ts';
import type { Offer, OfferedQuote } from './offer.ts';

/** What the items of one reply are weighed with; counts what they name. */
export interface Scale {
  offer: Offer;
  material: Material;
  ground: ClaimGround;
  /** Names that may stand in any text. */
  names: readonly string[];
  /** Every quote that was offered. */
  around: readonly string[];
  quotesAt(numbers: readonly number[]): OfferedQuote[];
  /** The checks that were looked for in vain among those named, each with the pages searched. */
  absentAt(ids: readonly string[]): Pick<CheckResult, 'id' | 'searched'>[];
  /** A number of a catalogue product, such as `n1`; null where there is none of that number. */
  neighbourAt(number: string): { name: string; slug: string } | null;
  /** Whether a text with its particular words left out has been weighed before: then both come from a template. */
  isFrameTaken(frame: string): boolean;
  count: { named: number; unoffered: number };
}

export function scaleFor(offer: Offer, material: Material): Scale {
  const { vendor, rubric, checks, pagesRead } = material;
  const count = { named: 0, unoffered: 0 };
  const frames = new Set<string>();
  const vain = new Map(
    checks
      .filter(({ result }) => result.decision === 'no-evidence')
      .map(({ result: { id, searched } }) => [id, { id, searched: searched.length > 0 ? searched : pagesRead }]),
  );
  const take = <T>(found: T | undefined): T[] => {
    count.named += 1;
    if (found !== undefined) return [found];
    count.unoffered += 1;
    return [];
  };
  const neighbours = offer.neighbours.map(({ name }) => name);
  return {
    offer,
    material,
    ground: {
      names: [vendor.name, vendor.licence, vendor.price.note, ...neighbours],
      attributesMet: checks.some(
        ({ check, result }) => check.id === 'permitted.attributes' && result.decision === 'met',
      ),
    },
    names: [
      vendor.name,
      vendor.licence,
      vendor.price.note,
      ...neighbours,
      ...rubric.stack.layers.flatMap(({ name, categories }) => [name, ...categories.map((category) => category.name)]),
      'INPACT',
      'GOALS',
    ],
    around: offer.quotes.map(({ citation }) => citation.quote),
    quotesAt: (numbers) => [...new Set(numbers)].flatMap((number) => take(offer.quotes[number - 1])),
    absentAt: (ids) => [...new Set(ids)].flatMap((id) => take(vain.get(id))),
    neighbourAt: (number) => {
      const at = /^n(\d+)$/.exec(number.trim())?.[1];
      return at === undefined ? null : (take(offer.neighbours[Number(at) - 1])[0] ?? null);
    },
    isFrameTaken: (frame) => {
      const taken = frames.has(frame);
      frames.add(frame);
      return taken;
    },
    count,
  };
}
