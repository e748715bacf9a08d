import type { Analysis } from '../domain/analysis.ts';
import type { DecisionValue } from '../domain/closed-lists.ts';
import type { AnalystName, Ground } from './ground.ts';
import type { Site } from './invented-site.ts';
import { lexicalModel } from './models/lexical-model.ts';
import { type Chain, runChain } from './run-chain.ts';

/** What a draft says, as far as evaluations compare it. */
export interface Decided {
  /** By check id. */
  decisions: ReadonlyMap<string, DecisionValue>;
  /** By dimension id; null where it is not assessed. */
  levels: ReadonlyMap<string, number | null>;
}

/** The whole chain over a site by an analyst. */
export async function chainBy(analyst: AnalystName, site: Site, ground: Ground): Promise<Chain> {
  return runChain(site, ground, analyst === 'offline analyst' ? null : ground.modelOver(lexicalModel()));
}

/** What an analyst decides on a site. */
export async function decidedBy(analyst: AnalystName, site: Site, ground: Ground): Promise<Decided> {
  return decidedIn((await chainBy(analyst, site, ground)).draft.analysis);
}

/** The decisions and levels of an analysis. */
export function decidedIn({ frameworks }: Analysis): Decided {
  const dimensions = [...frameworks.inpact.dimensions, ...frameworks.goals.dimensions];
  return {
    decisions: new Map(dimensions.flatMap(({ checks }) => checks.map(({ id, decision }) => [id, decision] as const))),
    levels: new Map(dimensions.map(({ id, level }) => [id, level])),
  };
}
