import type { Claim, Scenario } from '../../../domain/analysis.ts';
import { categoryName } from '../category-name.ts';
import { lacksOf } from '../check-words.ts';
import { absence, cited, judgement } from '../claims.ts';
import { workWith } from '../dimension-words.ts';
import type { Material } from '../material.ts';
import { joined, lowered, sentence } from '../phrasing.ts';
import {
  factOf,
  fittingGaps,
  fullestFirst,
  nounsFirst,
  proofOf,
  type Standing,
  standings,
  tellingFirst,
} from '../standing.ts';

/** Two where the documentation is full, one in between, two where it is not. */
export function scenarios(material: Material): Scenario[] {
  const strong = fullestFirst(material)
    .flatMap((standing) => strongOne(standing, material))
    .slice(0, 2);
  const weak = fittingGaps(material)
    .flatMap((standing) => weakOne(standing, material))
    .slice(0, 2);
  const taken = new Set([...strong, ...weak].map(({ id }) => id));
  const moderate = standings(material)
    .filter(({ dimension, met, partly }) => !taken.has(dimension.id) && partly.length > 0 && met.length > 0)
    .flatMap((standing) => moderateOne(standing, material))
    .slice(0, 1);
  return [
    ...(strong.length > 0 ? strong.map(({ scenario }) => scenario) : [usualUse(material)]),
    ...moderate,
    ...(weak.length > 0 ? weak.map(({ scenario }) => scenario) : [besideAnother(material)]),
  ];
}

function strongOne({ dimension, met }: Standing, material: Material): { id: string; scenario: Scenario }[] {
  if (met.length < 2) return [];
  const shown = nounsFirst(met).slice(0, 2);
  const stated = tellingFirst(met).find(({ said }) => said !== null);
  const proof = shown.length > 0 ? shown.flatMap(proofOf) : (stated?.said?.proof ?? []);
  const text =
    shown.length > 0
      ? `The documentation shows ${joined(shown.map(factOf))}`
      : `The documentation says that ${lowered(stated?.said?.text ?? '', material.names)}`;
  if (proof.length === 0) return [];
  const scenario = judgement(workWith(material, dimension), proof);
  const reason = cited(sentence(text), proof);
  return sound(material, scenario, reason) ? [{ id: dimension.id, scenario: { fit: 'strong', scenario, reason } }] : [];
}

function moderateOne({ dimension, met, partly }: Standing, material: Material): Scenario[] {
  const [half] = [...nounsFirst(partly), ...tellingFirst(partly)];
  const [whole] = [...nounsFirst(met), ...tellingFirst(met)];
  if (!half || !whole) return [];
  const scenario = judgement(workWith(material, dimension));
  const reason = cited(sentence(`The documentation shows ${factOf(whole)}, but ${factOf(half)} only in part`), [
    ...proofOf(whole),
    ...proofOf(half),
  ]);
  return sound(material, scenario, reason) ? [{ fit: 'moderate', scenario, reason }] : [];
}

function weakOne({ dimension, absent }: Standing, material: Material): { id: string; scenario: Scenario }[] {
  const { name } = material.vendor;
  const scenario = judgement(`${workWith(material, dimension)}, with nothing beside it`);
  const reason = absence(
    sentence(`The pages read of ${name} show no ${lacksOf(absent, 2)}`),
    absent.flatMap(({ result }) => result.searched),
  );
  return sound(material, scenario, reason) ? [{ id: dimension.id, scenario: { fit: 'weak', scenario, reason } }] : [];
}

function usualUse({ vendor, category }: Material): Scenario {
  return {
    fit: 'strong',
    scenario: judgement(`A trial of ${vendor.name} as ${categoryName(category.name)}`),
    reason: judgement(
      `This is what ${vendor.name} is made for; the documentation read decides too little to recommend more.`,
    ),
  };
}

function besideAnother({ vendor, category }: Material): Scenario {
  return {
    fit: 'weak',
    scenario: judgement(`${vendor.name} added to a stack that already runs ${categoryName(category.name)}`),
    reason: judgement(`A second product for the same task doubles the upkeep, and ${vendor.name} would be it.`),
  };
}

function sound(material: Material, ...claims: Claim[]): boolean {
  return claims.every((claim) => material.sound(claim));
}
