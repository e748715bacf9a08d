import { isOfKind, type ProductKind } from '../../domain/product-kind.ts';
import type { Dimension } from '../../domain/rubric.ts';
import type { Material } from './material.ts';

/** How a dimension is spoken of where it is a situation, a buyer or a gap, not a score. */
export interface DimensionWords {
  /** What it is about, after "on" and "for". */
  topic: string;
  /** Completes "pick it if you need … and …". */
  when: string;
  /** Completes "this one for …". */
  need: string;
  /** What an adopter has to do where it is missing, as the end of that sentence. */
  supply: string;
  /** A piece of work with the product in which the dimension decides. */
  work: (name: string) => string;
  /** The same with a product that is not of the kind named. */
  otherwise?: { unless: ProductKind; work: (name: string) => string };
  /** Who is served when it is shown. */
  teams: string;
}

const words: Readonly<Record<string, DimensionWords>> = {
  'inpact.instant': {
    topic: 'speed and freshness',
    when: 'answers must be quick and fresh',
    need: 'prompt answers on fresh data',
    supply: 'measuring its speed is up to you',
    work: (name) => `Calls to ${name} with a response-time target`,
    teams: 'teams that answer for response times',
  },
  'inpact.natural': {
    topic: 'agent and developer access',
    when: 'agents and people must reach it through open interfaces',
    need: 'open interfaces for agents and people',
    supply: 'an adapter for agents is up to you',
    work: (name) => `Agents that call ${name} without glue code`,
    teams: 'teams that write agents and clients',
  },
  'inpact.permitted': {
    topic: 'access control',
    when: 'your callers differ in what they may do',
    need: 'fine-grained rights on record',
    supply: 'access control in front of it is up to you',
    work: (name) => `A shared installation of ${name} whose callers differ in their rights`,
    otherwise: {
      unless: 'service',
      work: (name) => `Applications built on ${name} whose users differ in their rights`,
    },
    teams: 'platform owners who grant rights by caller',
  },
  'inpact.adaptive': {
    topic: 'safe change',
    when: 'frequent changes must stay safe',
    need: 'safe rollout and evaluation of changes',
    supply: 'a safe way to roll out changes is up to you',
    work: (name) => `Frequent changes through ${name} that must be reversible`,
    teams: 'teams that release often',
  },
  'inpact.contextual': {
    topic: 'connections to other systems',
    when: 'you have many systems to connect',
    need: 'connections to the systems around it',
    supply: 'connecting it to other systems is up to you',
    work: (name) => `Flows that join several outside systems through ${name}`,
    teams: 'teams with many systems to connect',
  },
  'inpact.transparent': {
    topic: 'transparency',
    when: 'you must explain outcomes afterwards',
    need: 'answers that can be explained afterwards',
    supply: 'a record that explains its answers is up to you',
    work: (name) => `Reviews of why ${name} answered as it did`,
    otherwise: { unless: 'answers', work: (name) => `Reviews of what went through ${name} and where it came from` },
    teams: 'teams that must explain outcomes',
  },
  'goals.governance': {
    topic: 'governance',
    when: 'you must account for changes',
    need: 'proof of who changed what',
    supply: 'change control with its evidence is up to you',
    work: (name) => `Organisations that must prove who changed what in ${name}`,
    teams: 'organisations with change control',
  },
  'goals.observability': {
    topic: 'observability',
    when: 'your operators must see trouble early',
    need: 'early sight of trouble in operation',
    supply: 'monitoring it is up to you',
    work: (name) => `Running ${name} under an on-call rota`,
    otherwise: {
      unless: 'service',
      work: (name) => `Watching applications in production that run ${name} inside them`,
    },
    teams: 'operators with their own monitoring',
  },
  'goals.availability': {
    topic: 'availability',
    when: 'it must live through failures',
    need: 'service through failures and growth',
    supply: 'failover and recovery are up to you',
    work: (name) => `A ${name} service that must outlive the loss of a node`,
    otherwise: { unless: 'service', work: (name) => `Applications built on ${name} that must go on through failures` },
    teams: 'operators of services without a maintenance window',
  },
  'goals.lexicon': {
    topic: 'shared terms and types',
    when: 'several teams must share terms and types',
    need: 'terms and types that mean the same to all',
    supply: 'a shared vocabulary is up to you',
    work: (name) => `Several teams that share one vocabulary around ${name}`,
    teams: 'organisations with many consuming teams',
  },
  'goals.solid': {
    topic: 'maturity',
    when: 'it must run for years',
    need: 'mature software that fails cleanly',
    supply: 'trying out how it fails is up to you',
    work: (name) => `Years of production on ${name} with planned upgrades`,
    teams: 'teams that plan for years of use',
  },
};

/** A piece of work in which the dimension decides, as this product is used. */
export function workWith({ vendor, placed }: Pick<Material, 'vendor' | 'placed'>, dimension: Dimension): string {
  const { work, otherwise } = wordsOf(dimension);
  return otherwise && !isOfKind(placed, otherwise.unless) ? otherwise.work(vendor.name) : work(vendor.name);
}

/** The wording of a dimension; one that the table does not know speaks with its own question. */
export function wordsOf(dimension: Dimension): DimensionWords {
  const { asks, name } = dimension;
  return (
    words[dimension.id] ?? {
      topic: name,
      when: `it matters ${asks}`,
      need: name,
      supply: `what ${name} asks for is up to you`,
      work: (product) => `Work with ${product} where it matters ${asks}`,
      teams: `teams that weigh ${name}`,
    }
  );
}
