import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited } from '../claims.ts';
import { fragmentOf } from '../fragment.ts';
import type { Decided, Material } from '../material.ts';
import { lowered } from '../phrasing.ts';
import { fullestFirst, tellingFirst } from '../standing.ts';

const most = 8;
const mostWords = 10;
/** A licence is on the page's head already, and says the same of many products. */
const sharedByMany = /licen[sc]e/i;

/** Fragments of what is shown, one a dimension before any second one, so that a wide product shows its width. */
export function strengths(material: Material): Claim[] {
  const lanes = fullestFirst(material).map(({ met }) => tellingFirst(met));
  const claims: Claim[] = [];
  const used = new Set<string>();
  for (const item of inTurn(lanes)) {
    if (claims.length === most) break;
    const claim = strength(item, material);
    if (!claim) continue;
    const marks = [
      claim.text.toLowerCase(),
      ...claim.citations.map(({ textDigest, start }) => `${textDigest} ${start}`),
    ];
    if (marks.some((mark) => used.has(mark))) continue;
    for (const mark of marks) used.add(mark);
    claims.push(claim);
  }
  if (claims.length > 0) return claims;
  return [absence(`No page read of ${material.vendor.name} shows a check of the rubric as met.`, material.pagesRead)];
}

/** With a noun phrase, else with a statement short enough to stay a fragment. */
function strength({ check, noun, nounProof, said }: Decided, material: Material): Claim | null {
  const claims = [
    cited(noun === '' || sharedByMany.test(noun) ? '' : fragmentOf(check.strength, noun, mostWords), nounProof),
    cited(said ? fragmentOf(check.strength, lowered(said.text, material.names), mostWords) : '', said?.proof ?? []),
  ];
  return claims.find((claim) => claim.text !== '' && material.sound(claim)) ?? null;
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
