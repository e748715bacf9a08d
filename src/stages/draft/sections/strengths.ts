import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited } from '../claims.ts';
import { fragmentOf } from '../fragment.ts';
import type { Decided, Material } from '../material.ts';
import { lowered } from '../phrasing.ts';
import { fullestFirst, tellingFirst } from '../standing.ts';

const most = 8;
const fewest = 3;
const mostWords = 10;
/** A licence is on the page's head already, and says the same of many products. */
const sharedByMany = /licen[sc]e/i;

/** Fragments of what is shown, one a dimension before any second one, so that a wide product shows its width. */
export function strengths(material: Material): Claim[] {
  const lanes = fullestFirst(material).map(({ met }) => tellingFirst(met));
  const claims: Claim[] = [];
  const used = new Set<string>();
  const take = (claim: Claim | null, upTo: number) => {
    if (!claim || claims.length >= upTo) return;
    const marks = [
      claim.text.toLowerCase(),
      ...claim.citations.map(({ textDigest, start }) => `${textDigest} ${start}`),
    ];
    if (marks.some((mark) => used.has(mark))) return;
    for (const mark of marks) used.add(mark);
    claims.push(claim);
  };
  for (const item of inTurn(lanes)) take(strength(item, material), most);
  // Where few checks bring a name, plain words of the documentation are better than a list of one.
  for (const { met } of fullestFirst(material)) for (const item of met) take(plainly(item, material), fewest);
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

function plainly({ check, loose }: Decided, { sound }: Material): Claim | null {
  if (!loose) return null;
  const claim = cited(fragmentOf(check.strength, loose.text, mostWords), loose.proof);
  return claim.text !== '' && sound(claim) ? claim : null;
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
