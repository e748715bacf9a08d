import type { VendorPlan } from '../domain/vendor-plan.ts';
import { UsageError } from '../errors.ts';
import type { Api } from './api.ts';
import type { Here } from './here.ts';
import { note } from './output.ts';

/** Looks at what there is to read of a product that is not known yet. Adds nothing. */
export async function vendorLook(api: Api, body: { url: string }): Promise<VendorPlan> {
  // Takes some seconds; only a person at a terminal wonders.
  if (process.stderr.isTTY) note('Looking at what there is to read …');
  return api.send<VendorPlan>('POST', '/api/vendors/plan', { body });
}

/** Why nothing can be read of a product, with what to do; null where something can. */
export function unreadWords(plan: VendorPlan): string | null {
  if (!plan.unread) return null;
  return [plan.unread.reason, plan.unread.advice, sameSiteWords(plan)].filter(Boolean).join(' ');
}

/** The product whose documentation the address belongs to already, in a sentence; empty where there is none. */
export function sameSiteWords({ sameSite }: VendorPlan): string {
  if (!sameSite) return '';
  const { name, slug, source } = sameSite;
  return `The documentation of ${name} starts there already, at ${source}: "assay run ${slug}" analyses it again.`;
}

/**
 * The name and place of a product that nobody had to say in full. Throws `UsageError` (2) naming the flags for what neither
 * the command nor the pages tell.
 */
export async function understoodPlace(
  here: Pick<Here, 'rubric'>,
  { understood, unread }: VendorPlan,
): Promise<{ name: string; layer: string; category: string }> {
  const { name, layer, category } = understood;
  if (name !== null && layer !== null && category !== null) return { name, layer, category };
  const { stack } = await here.rubric();
  const inLayer = stack.layers.find(({ id }) => id === layer);
  const choices = inLayer ? inLayer.categories : stack.layers;
  if (unread) {
    const missing = Object.entries(understood).flatMap(([field, value]) => (value === null ? [`--${field}`] : []));
    const sentence = `No page was read that tells what the product is, so nothing was added. To add it all the same, say it with ${missing.join(', ')}${category === null ? ':' : '.'}`;
    throw new UsageError([sentence, ...(category === null ? choices.map(lineOf) : [])].join('\n'));
  }
  if (name === null) throw new UsageError('The pages do not tell what the product is called: say it with --name.');
  const flags = inLayer ? `with --category which of ${inLayer.id} it is` : 'with --layer and --category what it is';
  throw new UsageError(
    [`The pages do not tell what kind of product ${name} is: say ${flags}.`, ...choices.map(lineOf)].join('\n'),
  );
}

function lineOf({ id, name }: { id: string; name: string }): string {
  return `  ${id} ${name}`;
}

/** Which of the name and the category were not said, in words; empty where both were. */
export function guessWords({ guessed }: VendorPlan): string {
  return guessed.length === 0 ? '' : `, ${guessed.join(' and ')} guessed from its pages`;
}
