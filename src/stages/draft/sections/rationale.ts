import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { joined, possessive, sentence } from '../phrasing.ts';
import { factOf, labelOf, labelsOf, type Standing, tellingFirst } from '../standing.ts';

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
  const by = (decision: string) => joined(items.filter(({ result }) => result.decision === decision).map(factOf));
  const [met, partly, against] = [by('met'), by('partly'), by('contradicted')];
  const shown = [met, partly === '' ? '' : `in part ${partly}`].filter(Boolean);
  const ruled = against === '' ? '' : `${shown.length > 0 ? '; ' : ''}one check is contradicted by ${against}`;
  const documents = shown.length > 0 ? `documents ${shown.join(', and ')}` : 'is documented against a check';
  return sentence(`${vendor.name} ${documents}${shown.length > 0 ? ruled : `: ${against}`}${missing(standing)}`);
}

function missing({ absent }: Standing): string {
  return absent.length > 0 ? `; not found: ${labelsOf(absent, 3)}` : '';
}

function nothing({ dimension, absent }: Standing, { vendor, pagesRead }: Material): Claim {
  const searched = absent.flatMap(({ result }) => result.searched);
  return absence(
    sentence(`No page read of ${vendor.name} decides a check of ${dimension.name}; not found: ${labelsOf(absent, 3)}`),
    searched.length > 0 ? searched : pagesRead,
  );
}
