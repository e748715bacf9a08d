import type { Claim, Scenario } from '../../../domain/analysis.ts';
import { categoryName } from '../category-name.ts';
import { absence, cited, judgement } from '../claims.ts';
import { wordsOf } from '../dimension-words.ts';
import type { Material } from '../material.ts';
import { joined, sentence } from '../phrasing.ts';
import {
  emptiestFirst,
  factOf,
  fullestFirst,
  labelOf,
  labelsOf,
  nounsFirst,
  type Standing,
  standings,
  tellingFirst,
} from '../standing.ts';

/** Two where the documentation is full, one in between, two where it is not. */
export function scenarios(material: Material): Scenario[] {
  const strong = fullestFirst(material)
    .flatMap((standing) => strongOne(standing, material))
    .slice(0, 2);
  const weak = emptiestFirst(material)
    .flatMap((standing) => weakOne(standing, material))
    .slice(0, 2);
  const taken = new Set([...strong, ...weak].map(({ id }) => id));
  const moderate = standings(material)
    .filter(({ dimension, met, partly }) => !taken.has(dimension.id) && partly.length > 0 && met.length > 0)
    .flatMap((standing) => moderateOne(standing, material))
    .slice(0, 1);
  const { vendor, category } = material;
  return [
    ...(strong.length > 0 ? strong.map(({ scenario }) => scenario) : [usualUse(material)]),
    ...moderate,
    ...(weak.length > 0
      ? weak.map(({ scenario }) => scenario)
      : [
          plain(
            'weak',
            `Stacks that already run ${categoryName(category.name)} and take on ${vendor.name} beside it`,
            'Two products for one task double the upkeep without adding a capability.',
          ),
        ]),
  ];
}

function strongOne({ dimension, met }: Standing, material: Material): { id: string; scenario: Scenario }[] {
  const shown = nounsFirst(met).slice(0, 2);
  const [first] = shown;
  if (!first || met.length < 2) return [];
  const scenario = judgement(
    `${wordsOf(dimension).work}, with ${material.vendor.name} bringing ${first.noun}`,
    first.proof,
  );
  const reason = cited(
    sentence(`Documented: ${joined(shown.map(factOf))}`),
    shown.flatMap(({ proof }) => proof),
  );
  return sound(material, scenario, reason) ? [{ id: dimension.id, scenario: { fit: 'strong', scenario, reason } }] : [];
}

function moderateOne({ dimension, partly }: Standing, material: Material): Scenario[] {
  const [item] = tellingFirst(partly);
  if (!item) return [];
  const scenario = judgement(
    `${wordsOf(dimension).work}, with ${material.vendor.name} covering ${labelOf(item)} in part`,
  );
  const reason = cited(sentence(`${material.vendor.name} shows only part of it: ${item.found}`), item.proof);
  return sound(material, scenario, reason) ? [{ fit: 'moderate', scenario, reason }] : [];
}

function weakOne({ dimension, absent }: Standing, material: Material): { id: string; scenario: Scenario }[] {
  if (absent.length === 0) return [];
  const scenario = judgement(`${wordsOf(dimension).work}, with ${material.vendor.name} as the only means`);
  const reason = absence(
    sentence(`Not found for ${material.vendor.name}: ${labelsOf(absent, 3)}`),
    absent.flatMap(({ result }) => result.searched),
  );
  return sound(material, scenario, reason) ? [{ id: dimension.id, scenario: { fit: 'weak', scenario, reason } }] : [];
}

function usualUse({ vendor, category }: Material): Scenario {
  return plain(
    'strong',
    `A trial of ${vendor.name} as what ${category.role}`,
    `This is the task of ${categoryName(category.name)}; the documentation read decides too little to say more of ${vendor.name}.`,
  );
}

function plain(fit: Scenario['fit'], scenario: string, reason: string): Scenario {
  return { fit, scenario: judgement(scenario), reason: judgement(reason) };
}

function sound(material: Material, ...claims: Claim[]): boolean {
  return claims.every((claim) => material.sound(claim));
}
