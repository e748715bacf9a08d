import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { joined, possessive, sentence } from '../phrasing.ts';
import { labelOf, type Standing, tellingFirst } from '../standing.ts';

/** One sentence: what was observed, in the found words of the best quotes, and what is missing. */
export function rationale(standing: Standing, material: Material): Claim {
  const shown = [...tellingFirst(standing.met).slice(0, 2), ...tellingFirst(standing.partly).slice(0, 1)];
  const against = tellingFirst(standing.contradicted).slice(0, 1);
  const named = [...shown, ...against];
  for (let count = named.length; count > 0; count -= 1) {
    const kept = named.slice(0, count);
    const claim = cited(
      told(kept, standing, material),
      kept.flatMap(({ proof }) => proof),
    );
    if (material.sound(claim)) return claim;
  }
  const decided = [...standing.met, ...standing.partly, ...standing.contradicted].filter(({ best }) => best !== null);
  if (decided.length === 0) return nothing(standing, material);
  const { name } = material.vendor;
  const text = sentence(
    `${possessive(name)} documentation speaks to ${joined(decided.slice(0, 3).map(labelOf))}${missing(standing)}`,
  );
  return cited(
    text,
    decided.slice(0, 3).flatMap(({ proof }) => proof),
  );
}

function told(items: readonly Decided[], standing: Standing, { vendor }: Material): string {
  const by = (decision: string) => items.filter(({ result }) => result.decision === decision);
  const met = by('met').map((item) => `${labelOf(item)} (${item.found})`);
  const partly = by('partly').map((item) => `${labelOf(item)} (${item.found})`);
  const against = by('contradicted').map((item) => `${labelOf(item)} (${item.found})`);
  const parts = [
    met.length > 0 ? `documents ${joined(met)}` : '',
    partly.length > 0
      ? `${met.length > 0 ? 'shows ' : 'documents only part of '}${joined(partly)}${met.length > 0 ? ' in part' : ''}`
      : '',
    against.length > 0 ? `speaks against ${joined(against)}` : '',
  ].filter(Boolean);
  return sentence(`${vendor.name} ${joined(parts)}${missing(standing)}`);
}

function missing({ absent }: Standing): string {
  return absent.length > 0 ? `; nothing read shows ${joined(absent.slice(0, 3).map(labelOf), 'or')}` : '';
}

function nothing({ dimension, absent }: Standing, { vendor, pagesRead }: Material): Claim {
  const searched = absent.flatMap(({ result }) => result.searched);
  const labels = joined(absent.slice(0, 3).map(labelOf), 'or');
  return absence(
    sentence(`No page read of ${vendor.name} decides a check of ${dimension.name}: nothing shows ${labels}`),
    searched.length > 0 ? searched : pagesRead,
  );
}
