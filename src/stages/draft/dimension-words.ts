import type { Dimension } from '../../domain/rubric.ts';

/** How a dimension is spoken of where it is a situation, a buyer or a gap, not a score. */
export interface DimensionWords {
  /** Completes "work that needs …". */
  need: string;
  /** A kind of work in which the dimension decides. */
  work: string;
  /** Who is served when it is shown. */
  teams: string;
}

const words: Readonly<Record<string, DimensionWords>> = {
  'inpact.instant': {
    need: 'prompt answers on fresh state',
    work: 'Calls with a response-time target',
    teams: 'teams that answer for response times',
  },
  'inpact.natural': {
    need: 'open interfaces for agents and people',
    work: 'Agents that must call it without glue code',
    teams: 'teams that build on open interfaces',
  },
  'inpact.permitted': {
    need: 'fine-grained rights with a trail',
    work: 'Shared installations where callers differ in their rights',
    teams: 'platform owners who grant rights by caller',
  },
  'inpact.adaptive': {
    need: 'changes that roll out safely',
    work: 'Frequent changes that must be reversible',
    teams: 'teams that release often',
  },
  'inpact.contextual': {
    need: 'many sources joined in one flow',
    work: 'Flows across several outside systems',
    teams: 'teams with many systems to connect',
  },
  'inpact.transparent': {
    need: 'answers that can be explained afterwards',
    work: 'Reviews of why an output came out as it did',
    teams: 'teams that must explain outcomes',
  },
  'goals.governance': {
    need: 'accountable change with proof',
    work: 'Organisations that must prove who changed what',
    teams: 'organisations with change control',
  },
  'goals.observability': {
    need: 'early sight of trouble in operation',
    work: 'Operation by an on-call rota',
    teams: 'operators with their own monitoring',
  },
  'goals.availability': {
    need: 'service through failures and growth',
    work: 'Services that must outlive the loss of a node',
    teams: 'operators of services without a maintenance window',
  },
  'goals.lexicon': {
    need: 'terms and types that mean the same to all',
    work: 'Several teams that share one vocabulary',
    teams: 'organisations with many consuming teams',
  },
  'goals.solid': {
    need: 'mature software that fails cleanly',
    work: 'Long-lived production with planned upgrades',
    teams: 'teams that plan for years of use',
  },
};

/** The wording of a dimension; one that the table does not know speaks with its own question. */
export function wordsOf(dimension: Dimension): DimensionWords {
  const { asks, name } = dimension;
  return (
    words[dimension.id] ?? { need: asks, work: `Work where it matters ${asks}`, teams: `teams that weigh ${name}` }
  );
}
