import type { Claim } from '../../../domain/analysis.ts';
import type { Item } from './item.ts';
import type { Prose } from './prose.ts';
import type { Scale } from './scale.ts';
import { type Entry, entryOf, type Section, sectionOf } from './section.ts';
import { weighItem } from './weigh-item.ts';

type Alternative = Prose['alternatives'][number];

/** A product's name: letters, digits and the marks that names are written with, no sentence. */
const productName = /^[\p{L}\p{N}][\p{L}\p{N} .+#/-]{0,58}$/u;

/** Other products for the same work: the catalogue's first, then such as the model names by judgement. Never itself. */
export function alternativesFrom(
  lines: readonly { product: string; reason: Item }[],
  scale: Scale,
): Section<Alternative[]> {
  const entries = lines.map((line, index) => alternativeFrom(line, `alternatives.${index}`, scale));
  const section = sectionOf(entries, { path: 'alternatives', least: 1, most: 4, key: ({ name }) => name });
  // An empty list says that no product is near enough; the offline section may still know one that the pages compare with.
  const complaints = lines.length === 0 ? [] : section.complaints;
  const linked = (alternative: Alternative) => Number(alternative.slug === null);
  return { ...section, complaints, value: section.value?.toSorted((a, b) => linked(a) - linked(b)) ?? null };
}

function alternativeFrom(
  { product, reason }: { product: string; reason: Item },
  path: string,
  scale: Scale,
): Entry<Alternative> {
  const own = scale.material.vendor;
  const numbered = /^n\d+$/.test(product.trim());
  const known = numbered ? scale.neighbourAt(product) : null;
  const name = known?.name ?? product.trim();
  if (numbered && known === null) {
    return refused(`${path}: ${product} is no number of a catalogue product: name a printed one or a product.`);
  }
  if (name.toLowerCase() === own.name.toLowerCase() || name.toLowerCase() === own.slug) {
    return refused(`${path}: it is the product itself: take it out.`);
  }
  if (!productName.test(name)) return refused(`${path}: "product" is no name of a product: write its name alone.`);
  const wider: Scale = {
    ...scale,
    names: [...scale.names, name],
    ground: { ...scale.ground, names: [...scale.ground.names, name] },
  };
  const weighed = weighItem(
    reason,
    {
      path: `${path}.reason`,
      kinds: ['cited', 'judgement'],
      words: [6, 45],
      also: (text) =>
        text.includes(name) && text.includes(own.name)
          ? []
          : [`It must name both: "${name} for …; ${own.name} for …".`],
    },
    wider,
  );
  return entryOf([weighed], ([claim]) => ({ name, slug: known?.slug ?? null, reason: claim as Claim }));
}

function refused(complaint: string): Entry<Alternative> {
  return { value: null, complaints: [complaint], stronger: false };
}
