import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited } from '../claims.ts';
import { fragmentOf } from '../fragment.ts';
import type { Decided, Material } from '../material.ts';
import { fullestFirst, tellingFirst } from '../standing.ts';

const most = 8;

/** Fragments of what is shown, one a dimension before any second one, so that a wide product shows its width. */
export function strengths(material: Material): Claim[] {
  const lanes = fullestFirst(material).map(({ met }) => tellingFirst(met));
  const claims: Claim[] = [];
  const used = new Set<string>();
  for (const item of inTurn(lanes)) {
    if (claims.length === most) break;
    const quote = item.best;
    if (!quote) continue;
    const text = fragmentOf(item.check.strength, item.found, 10);
    const claim = cited(text, item.proof);
    const marks = [
      text.toLowerCase(),
      item.found.toLowerCase(),
      `${quote.citation.textDigest} ${quote.citation.start}`,
    ];
    if (text === '' || marks.some((mark) => used.has(mark)) || !material.sound(claim)) continue;
    for (const mark of marks) used.add(mark);
    claims.push(claim);
  }
  if (claims.length > 0) return claims;
  return [absence(`No page read of ${material.vendor.name} shows a check of the rubric as met.`, material.pagesRead)];
}

function* inTurn(lanes: readonly Decided[][]): Generator<Decided> {
  const longest = Math.max(0, ...lanes.map((lane) => lane.length));
  for (let turn = 0; turn < longest; turn += 1) {
    for (const lane of lanes) {
      const item = lane[turn];
      if (item) yield item;
    }
  }
}
