import { knownSystems } from '../../domain/known-systems.ts';

/** Systems of their own besides those that a sentence is most often about. */
const known: ReadonlySet<string> = new Set([...knownSystems, 'prometheus', 'sqlalchemy', 'express', 'memcached']);

/** Words that stand behind a system's name without being part of it: `Kubernetes Services`, `Redash 9`, `Okta SingleSignOn`. */
const behind =
  /\s+(?:\d[\d.]*|v\d\S*|services?|apis?|operators?|connectors?|drivers?|clusters?|servers?|clients?|databases?|orm|jdbc|singlesignon|sso|exporters?|plugins?|adapters?|sdks?|integrations?|explainers?)$/i;

/** Whether a word is the name of a system that much documentation speaks of. */
export function isKnownSystem(word: string): boolean {
  return known.has(word.toLowerCase());
}

/** Protocols, formats, data types and techniques: an integration is with a system. */
const noSystems =
  /^(?:otlp|jmx|snmp|modbus|http|https|grpc|rest|json|yaml|xml|csv|avro|protobuf|sql|jdbc|odbc|ldap|saml|oauth\d?|oidc|tls|ssl|sasl|mtls|tcp|udp|cdc|mq|simd|avx\d*|sse|gpu|cpu|rbac|abac|sso|etl|elt|llm|llms|rag|ml|ai|mcp|amqp|mqtt|dns|crd|crds|k8s)$/i;

/** What a class, a resource or a piece of code is called by the one who wrote it. */
const ofCode =
  /\p{L}{2}(?:Services?|Sets?|Values?|Loader|Extractor|Publisher|Builder|Handler|Manager|Controller|Client|Config|Spec|Policy|Resource|Job|Task|Node|Model|Graph|Proxy|Converter|Engine|Factory|Transformer|Provider|Source|Sink|Types?|\d+)$/u;

/** Plain words in capitals, as headings have them. */
const plain =
  /\b(?:data|sources?|change|capture|instructions?|search|proxy|messages?|events?|models?|metrics|queues?|storage|graph|memory|state|types?|values?|support|version|release|protocol|format|studio|platform|api)\b/i;

/**
 * A name as that of an outside system: without what stands behind it, and empty where it is no such system, but a
 * protocol, a data type, a class, a plain word or a part of the product itself. Rather none than a false one.
 */
export function outsideSystem(name: string, own: { name: string; category: string }): string {
  const text = name
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:the|apache)\s+/i, '');
  const bare = trimmed(text);
  const small = bare.toLowerCase();
  if (small === '' || small.includes(own.name.toLowerCase()) || own.category.toLowerCase().includes(small)) return '';
  if (known.has(small)) return bare;
  if (small === 'k8s') return 'Kubernetes';
  if (noSystems.test(small) || ofCode.test(bare) || plain.test(bare)) return '';
  // Initials that nobody outside knows tell a reader nothing, and are mostly a part's name.
  if (/^\p{Lu}{2,5}s?$/u.test(bare) || !/^\p{L}/u.test(bare)) return '';
  // Three humps and more are a class: `FSElasticsearchJSONLoader`, `LeaderWorkerSet`.
  if ((bare.match(/\p{Lu}\p{Ll}+/gu) ?? []).length > 2 && !bare.includes(' ')) return '';
  return /\p{Lu}|^v\p{Lu}/u.test(bare) ? bare : '';
}

function trimmed(text: string): string {
  if (known.has(text.toLowerCase())) return text;
  const rest = text.replace(behind, '');
  return rest === text ? text : trimmed(rest);
}
