import type { Stretch } from './clause.ts';
import { isDoneByProduct } from './done-by-product.ts';
import { knownSystems } from './known-systems.ts';
import { manyOthers } from './many-others.ts';

const name = [...knownSystems]
  .sort((a, b) => b.length - a.length)
  .map((system) => system.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|');
const house = '(?:apache |amazon |google |microsoft |azure )?';
const verb =
  '(?:supports?|provides?|offers?|allows?|enables?|has|have|is|are|can|will|uses?|lets|includes?|comes with|ships with|handles?|exposes?|gives|makes|stores?|keeps|manages?|runs?|guarantees?|does|requires?|performs?|implements?|aims?)';
/**
 * A system as the subject of what follows, at the start of a sentence or clause. Its chart or image, and what connects to it,
 * is the product's own.
 */
const asSubject = new RegExp(
  `(?:^|[,;:(]\\s|\\b(?:that|because|since|as|and|but|where|while)\\s)(?:the |an? )?${house}(${name})(?!\\s(?:[\\w-]+\\s)?(?:charts?|images?|connectors?|sinks?|sources?|plug-?ins?|exporters?|extractors?|adapters?|integrations?|modules?|drivers?)\\b)(?:['’]s)?(?:\\s[\\w-]+){0,2}\\s${verb}\\b`,
  'gi',
);

/** What a system consists of: a phrase that begins with one of these, behind a system's name, speaks of that system. */
const partOfSystem =
  /^(?:instances?|clusters?|servers?|brokers?|databases?|roles?|users?|accounts?|web ui|ui|console|logging|log levels?|tenants?|secrets?)\b/i;
const systemBefore = new RegExp(`(?:^|[\\s(])${house}(${name})(?:['’]s)?\\s$`, 'i');
/** Whose it is, right behind it: "version of PostgreSQL", "enabled on your Kafka cluster". */
const ownerBehind = new RegExp(
  `^\\s(?:of|(?:on|in|for|from|by) your)\\s(?:the |an? |your )?(?:\\w+\\s)?${house}(${name})\\b`,
  'i',
);
/** Kinds of objects that Kubernetes itself brings, and its own groups of interfaces: their versions are not the product's. */
const kindOfKubernetes =
  /^\s(?:of|for) (?:the |an? )?(?:PodDisruptionBudget|StatefulSet|DaemonSet|Deployment|ReplicaSet|ConfigMap|CronJob|ServiceAccount|HorizontalPodAutoscaler|PersistentVolumeClaim|StorageClass|NetworkPolicy|ClusterRole|Namespace|Pod|Ingress)s?\b/;
const groupOfKubernetes = /(?:^|[\s("'`])(?:policy|apps|batch|autoscaling|extensions|[a-z.]+\.k8s\.io)\/$/;

/** How documentation introduces what is not its own: "Foo is an open standard for …". */
const introduced =
  /^(?:the )?(\p{Lu}[\p{L}\p{N}.+-]*(?:\s\p{Lu}[\p{L}\p{N}.+-]*){0,3})(?:\s\([^)]{1,20}\))?\s(?:is|are)\s(?:an?|the)\s(?:[\w-]+\s){0,2}?(?:open[- ]source|open|third[- ]party|community)\s(?:[\w-]+\s){0,3}?(?:standard|protocol|specification|format|project|platform|service|database|framework|library|system|pipeline|engine|tool|toolkit|alternative)\b/u;

/** "We recommend Foo, because Foo …" says nothing of what we have. */
const weSpeak = /\b(?:our|us)\b|\bwe\b(?! (?:\w+ly )?(?:recommend|suggest|advise|require)\b)/i;
/** A part that says when or what for, with its comma: the product named in it is not what the sentence is about. */
const preface = /^\W*(?:before|after|once|to|if|when|whenever|while|until|unless)\b[^,;]*,\s/i;

/**
 * The other system that a statement is about, or null: "Foo supports row filters" says nothing of the product documented,
 * nor does "the roles of your Foo cluster". Where the product is named up to the end of the statement, but for a part that
 * only leads up to it, or "we" speak, it is taken to be about the product in that system. `spans` are the words that a
 * phrase matched, without what its gaps skipped.
 */
export function otherSubject(
  text: string,
  match: Stretch & { spans?: readonly Stretch[] },
  ownName: ReadonlySet<string>,
): string | null {
  const isOther = (system: string) =>
    // Written small, it is a common word: "go is", "oracle".
    /\p{Lu}/u.test(system) && ![...ownName].some((own) => system.toLowerCase().includes(own));
  const isNamedIn = (words: string) => [...ownName].some((own) => words.toLowerCase().includes(own));
  for (const span of match.spans ?? []) {
    const owner = ownerOf(text, span, () => isDoneByProduct(text, span, isNamedIn));
    if (owner !== null && isOther(owner)) return owner;
  }
  const told = withoutNameAhead(text, match, isNamedIn);
  const many = manyOthers(told, match, isNamedIn);
  if (many !== null) return many;
  const stop = told.slice(match.end).search(/[.!?;]\s/);
  if (isNamedIn(stop === -1 ? told : told.slice(0, match.end + stop))) return null;
  if (weSpeak.test(text)) return null;
  for (const [, system = ''] of text.slice(0, match.end).matchAll(asSubject)) if (isOther(system)) return system;
  const stranger = introduced.exec(text)?.[1];
  return stranger !== undefined && isOther(stranger) ? stranger : null;
}

/** The text with a preface that names the product blanked, so that offsets stay. */
function withoutNameAhead(text: string, match: Stretch, isNamedIn: (text: string) => boolean): string {
  const ahead = preface.exec(text.slice(0, match.start))?.[0] ?? '';
  return isNamedIn(ahead) ? ' '.repeat(ahead.length) + text.slice(ahead.length) : text;
}

/**
 * The system whose part, or whose object, the words of a span are. Where the product is the subject, "masking of Foo tables" is
 * what it does there; only a version is still that system's.
 */
function ownerOf(text: string, { start, end }: Stretch, isDoneByProduct: () => boolean): string | null {
  const before = text.slice(Math.max(0, start - 60), start);
  const behind = text.slice(end, end + 80);
  const words = text.slice(start, end);
  if (partOfSystem.test(words)) {
    const system = systemBefore.exec(before)?.[1];
    if (system !== undefined) return system;
  }
  if (kindOfKubernetes.test(behind) || groupOfKubernetes.test(before)) return 'Kubernetes';
  const owner = ownerBehind.exec(behind)?.[1] ?? null;
  if (owner !== null && !/\bversions?\b/i.test(words) && isDoneByProduct()) return null;
  return owner;
}
