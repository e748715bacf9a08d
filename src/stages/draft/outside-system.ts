import { isCodeName } from '../../domain/code-name.ts';
import { knownSystems } from '../../domain/known-systems.ts';
import { holdsPlainWord } from '../../domain/plain-name.ts';

/** Systems of their own besides those that a sentence is most often about; here those whose names look like initials or plain words. */
const known: ReadonlySet<string> = new Set([
  ...knownSystems,
  ...[
    'sqlalchemy',
    'express',
    'memcached',
    'pgvector',
    'etcd',
    'sap',
    'sqs',
    'sns',
    'emr',
    'ec2',
    'ecs',
    'rds',
    'msk',
    'iam',
    'kms',
  ],
]);

/** What a vendor of many systems calls each of them with: a plain word behind it is one of them. */
const ofHouse = /^(?:Amazon|AWS|Azure|Google|Microsoft|IBM|Oracle|Alibaba|SAP)(?: [\p{Lu}\d][\p{L}\p{N}.+/-]*)+$/u;

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

/**
 * A name as that of an outside system: without what stands behind it, and empty where it is no such system, but a
 * protocol, a data type, a class, a plain word or a part of the product itself. Rather none than a false one. What is known,
 * or in the catalogue where one is given, is a system whatever its name looks like, unless it holds the product's own name
 * as a word or is what the product's category is called.
 */
export function outsideSystem(
  name: string,
  own: { name: string; category: string },
  catalogue: readonly { name: string }[] = [],
): string {
  const text = name
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:the|apache)\s+/i, '');
  const isKnown = (small: string) => known.has(small) || catalogue.some((one) => one.name.toLowerCase() === small);
  const bare = trimmed(text, isKnown);
  const small = bare.toLowerCase();
  if (small === '' || holds(small, own.name) || holds(own.category, small)) return '';
  if (isKnown(small)) return bare;
  if (small === 'k8s') return 'Kubernetes';
  if (holds(humps(bare), humps(own.name)) || isOffshoot(bare, own.name) || noSystems.test(small)) return '';
  if (ofHouse.test(bare)) return bare;
  if (isCodeName(bare) || holdsPlainWord(bare)) return '';
  // Initials that nobody outside knows tell a reader nothing, and are mostly a part's name.
  if (/^\p{Lu}{2,5}s?$/u.test(bare) || !/^\p{L}/u.test(bare)) return '';
  return /\p{Lu}|^v\p{Lu}/u.test(bare) ? bare : '';
}

/** Whether these words stand in the text as whole words. */
function holds(text: string, words: string): boolean {
  const [all, some] = [text, words].map((each) =>
    each
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .join(' '),
  );
  return ` ${all} `.includes(` ${some} `);
}

/** Shorter names begin many a name that has nothing to do with them: `Go` and `Golem`. */
const leastLetters = 4;

/** Whether a name is the own one with something put to its end: `MongoDBAtlas`, `LlamaIndexTS`, `Brook2`, `Brookctl`, `Chromadb`. */
function isOffshoot(name: string, own: string): boolean {
  const [flat, stem] = [name, own].map((text) => text.replace(/[\s_-]+/g, ''));
  if (flat === undefined || stem === undefined || stem.length < leastLetters) return false;
  if (!flat.toLowerCase().startsWith(stem.toLowerCase())) return false;
  return /^(?:$|[\p{Lu}\d]|\p{Ll}{1,3}$)/u.test(flat.slice(stem.length));
}

/** `BrookStudio` as `Brook Studio`. */
function humps(name: string): string {
  return name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
}

function trimmed(text: string, isKnown: (small: string) => boolean): string {
  if (isKnown(text.toLowerCase())) return text;
  const rest = text.replace(behind, '');
  return rest === text ? text : trimmed(rest, isKnown);
}
