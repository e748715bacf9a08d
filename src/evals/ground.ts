import type { Rubric } from '../domain/rubric.ts';
import type { Model, Provider } from '../ports.ts';

/** Who decides in an evaluation. The lexical double is no model: it stands in for one that reads plausibly. */
export const analystNames = ['offline analyst', 'lexical double'] as const;
export type AnalystName = (typeof analystNames)[number];

/** What every suite works with. Handed in, so that this place knows no adapter. */
export interface Ground {
  rubric: Rubric;
  /** Prompt texts by file name without ending. */
  prompts: Readonly<Record<string, string>>;
  /** The metered model of the product over a provider, with a ledger of its own and no caps. */
  modelOver(provider: Provider): Model;
  /** The folder that holds `facts.yaml` and `attacks.yaml`. */
  dataFolder: string;
  /** The folder of the invented products' sites. */
  fixturesFolder: string;
  /** Where label files and the documents they are about stand; null where none are named. */
  folders: { labels: string; docs: string } | null;
  /** Who is measured by ladder and metamorphic. */
  analysts: readonly AnalystName[];
  /** The whole suite, or the sample of it that a quick gate can afford. */
  size: 'whole' | 'sample';
}
