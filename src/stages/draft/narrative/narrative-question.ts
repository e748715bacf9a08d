import { fillTemplate, promptParts } from '../../../domain/prompt-template.ts';
import type { ModelQuestion, ModelReading, Tools } from '../../../ports.ts';
import type { Material } from '../material.ts';
import type { Offer } from './offer.ts';
import type { Part } from './part.ts';
import { wireSchema } from './wire-schema.ts';

/** What the longest good reply of each part comes to in tokens, half as much again. */
const maxOutputTokens: Record<Part, number> = { portrait: 1500, merits: 1600, risks: 2200, use: 3600 };
/** A slow model on a laptop writes the longest part in that time. */
const seconds = 180;

/**
 * The question that asks a model to write one part. Its system text is the same for every product; what a vendor wrote
 * stands in the user text only, sealed and marked line by line. The same decisions and quotes ask the same bytes.
 */
export function narrativeQuestion<T>(
  offer: Offer,
  { material, tools }: { material: Material; tools: Pick<Tools, 'prompts' | 'seal'> },
  read: (value: unknown, last: boolean) => ModelReading<T>,
): ModelQuestion<T> {
  const { rubric, vendor, layer, category } = material;
  const [system, user] = promptParts(tools.prompts, 'narrative');
  const quotes = [
    ...offer.quotes.map(({ citation }, index) => `[${index + 1}] ¦ ${clean(citation.quote)}`),
    ...offer.neighbours.map(({ name }, index) => `n${index + 1} ¦ ${clean(name)}`),
  ].join('\n');
  return {
    task: 'narrative',
    subject: offer.part,
    system: fillTemplate(system, {
      layers: rubric.stack.layers.map(({ id, name }) => `${id} ${name}`).join(', '),
      task: promptOf(tools.prompts, `narrative-${offer.part}`).trim(),
    }),
    user: fillTemplate(user, {
      product: clean(vendor.name),
      layer: `${layer.id} ${layer.name}`,
      category: category.name,
      decisions: decisionLines(offer, material),
      facts: factLine(offer, material),
      // Nobody outside can foresee the seal of a text that holds theirs, so no page can close the quotes early.
      delimiter: `~~~${tools.seal(quotes).slice(0, 24)}`,
      quotes,
    }),
    schemaName: `narrative-${offer.part}`,
    schema: wireSchema(
      offer.part,
      [...rubric.inpact.dimensions, ...rubric.goals.dimensions].map(({ id }) => id),
    ),
    maxOutputTokens: maxOutputTokens[offer.part],
    seconds,
    // Nothing comes after the narrative: it may use what is left.
    share: 1,
    read,
  };
}

/** One line a decided check that has a quote here, and one line for all that were looked for in vain. */
function decisionLines({ quotes }: Offer, { checks }: Material): string {
  const numbersOf = (id: string) =>
    quotes.flatMap(({ of }, index) => (of.includes(id) ? [`[${index + 1}]`] : [])).join(' ');
  const decided = checks
    .filter(({ result }) => result.decision !== 'no-evidence')
    .map(({ check, result }) => ({ check, result, numbers: numbersOf(check.id) }))
    .filter(({ numbers }) => numbers !== '')
    .map(({ check, result, numbers }) => `${check.id} | ${check.label} | ${result.decision} | ${numbers}`);
  const vain = checks
    .filter(({ result }) => result.decision === 'no-evidence')
    .map(({ check }) => `${check.id} | ${check.label} | no-evidence`);
  return [...decided, ...vain].join('\n');
}

function factLine({ quotes }: Offer, { facts }: Material): string {
  const lines = Object.keys(facts).flatMap((kind) => {
    const numbers = quotes.flatMap(({ of }, index) => (of.includes(kind) ? [`[${index + 1}]`] : []));
    return numbers.length > 0 ? [`${kind} ${numbers.join(' ')}`] : [];
  });
  return lines.length > 0 ? `${lines.join('; ')}.` : 'nothing.';
}

/** One line, without the mark that we read lines by. */
function clean(text: string): string {
  return text.replace(/¦/g, '|').replace(/\s+/g, ' ').trim();
}

function promptOf(prompts: Tools['prompts'], name: string): string {
  const text = prompts[name];
  if (text === undefined) throw new Error(`the prompt "${name}" is not loaded`);
  return text;
}
