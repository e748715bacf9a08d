import type { Dimension } from '../../domain/rubric.ts';

/** How a dimension is spoken of where it is a situation, a buyer or a gap, not a score. */
export interface DimensionWords {
  /** What it is about, after "on" and "for". */
  topic: string;
  /** Completes "pick it when …". */
  when: string;
  /** Completes "this one for …". */
  need: string;
  /** Completes "plan to supply … yourself". */
  supply: string;
  /** A piece of work with the product in which the dimension decides. */
  work: (name: string) => string;
  /** Who is served when it is shown. */
  teams: string;
}

const words: Readonly<Record<string, DimensionWords>> = {
  'inpact.instant': {
    topic: 'speed and freshness',
    when: 'response times on fresh data decide',
    need: 'prompt answers on fresh data',
    supply: 'measurements of its speed',
    work: (name) => `Calls to ${name} with a response-time target`,
    teams: 'teams that answer for response times',
  },
  'inpact.natural': {
    topic: 'agent and developer access',
    when: 'agents and people have to reach it through open interfaces',
    need: 'open interfaces for agents and people',
    supply: 'an adapter for agents',
    work: (name) => `Agents that call ${name} without glue code`,
    teams: 'teams that write agents and clients',
  },
  'inpact.permitted': {
    topic: 'access control',
    when: 'callers differ in what they may do',
    need: 'fine-grained rights on record',
    supply: 'access control in front of it',
    work: (name) => `A shared installation of ${name} whose callers differ in their rights`,
    teams: 'platform owners who grant rights by caller',
  },
  'inpact.adaptive': {
    topic: 'safe change',
    when: 'frequent changes must stay safe',
    need: 'safe rollout and evaluation of changes',
    supply: 'a safe way to roll out changes',
    work: (name) => `Frequent changes through ${name} that must be reversible`,
    teams: 'teams that release often',
  },
  'inpact.contextual': {
    topic: 'connections to other systems',
    when: 'many systems have to be connected',
    need: 'connections to the systems around it',
    supply: 'the connections to other systems',
    work: (name) => `Flows that join several outside systems through ${name}`,
    teams: 'teams with many systems to connect',
  },
  'inpact.transparent': {
    topic: 'transparency',
    when: 'outcomes have to be explained afterwards',
    need: 'answers that can be explained afterwards',
    supply: 'a record that explains its answers',
    work: (name) => `Reviews of why ${name} answered as it did`,
    teams: 'teams that must explain outcomes',
  },
  'goals.governance': {
    topic: 'governance',
    when: 'changes must be accountable',
    need: 'proof of who changed what',
    supply: 'change control with its evidence',
    work: (name) => `Organisations that must prove who changed what in ${name}`,
    teams: 'organisations with change control',
  },
  'goals.observability': {
    topic: 'observability',
    when: 'operators must see trouble early',
    need: 'early sight of trouble in operation',
    supply: 'the monitoring',
    work: (name) => `Running ${name} under an on-call rota`,
    teams: 'operators with their own monitoring',
  },
  'goals.availability': {
    topic: 'availability',
    when: 'the service must live through failures',
    need: 'service through failures and growth',
    supply: 'failover and recovery',
    work: (name) => `A ${name} service that must outlive the loss of a node`,
    teams: 'operators of services without a maintenance window',
  },
  'goals.lexicon': {
    topic: 'shared terms and types',
    when: 'several teams must share terms and types',
    need: 'terms and types that mean the same to all',
    supply: 'a shared vocabulary',
    work: (name) => `Several teams that share one vocabulary around ${name}`,
    teams: 'organisations with many consuming teams',
  },
  'goals.solid': {
    topic: 'maturity',
    when: 'it must fail cleanly for years',
    need: 'mature software that fails cleanly',
    supply: 'tests of how it fails',
    work: (name) => `Years of production on ${name} with planned upgrades`,
    teams: 'teams that plan for years of use',
  },
};

/** The wording of a dimension; one that the table does not know speaks with its own question. */
export function wordsOf(dimension: Dimension): DimensionWords {
  const { asks, name } = dimension;
  return (
    words[dimension.id] ?? {
      topic: name,
      when: `it matters ${asks}`,
      need: name,
      supply: `what ${name} asks for`,
      work: (product) => `Work with ${product} where it matters ${asks}`,
      teams: `teams that weigh ${name}`,
    }
  );
}
