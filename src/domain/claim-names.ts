import { knownSystems } from './known-systems.ts';

/** Abbreviations of the trade that name nothing in particular. */
const general = new Set(
  'api apis sdk sdks cli ui gui cpu cpus gpu gpus ram id ids ai ml llm llms ci cd it ok poc pocs os vm vms url urls faq docs i'.split(
    ' ',
  ),
);

/** Two ways to write one name. */
const aliases: readonly (readonly string[])[] = [
  ['k8s', 'kubernetes'],
  ['postgres', 'postgresql'],
  ['otel', 'opentelemetry'],
  ['sso', 'single sign-on'],
  ['js', 'javascript'],
  ['e-mail', 'email'],
  ['golang', 'go'],
  ['ha', 'high availability', 'highly available'],
];

/** Such words begin with a capital where they stand for days, months and languages of people. */
const ordinary = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day|english$/i;

const percentile = /^t?p\d{2,3}$/;

/**
 * Names in a text that stand in none of the sources: each once. A word counts as a name by a capital inside a sentence,
 * two capitals, a digit or a mark of code in it, or as a system known to be spoken of beside others.
 */
export function strangeNames(text: string, sources: readonly string[]): string[] {
  const known = sources.join('\n').toLowerCase();
  const words = new Set(known.split(/[^\p{L}\p{N}_]+/u));
  const initials = initialsIn(known);
  const strange = namesIn(text).filter(({ name, next }) => {
    const bare = name.toLowerCase().replace(/['’]s?$/, '');
    if (general.has(bare) || ordinary.test(bare) || percentile.test(bare)) return false;
    const from = { known, words, initials };
    // "Restore Amundsen": a capital that begins the sentence makes a name only together with a name that is strange too.
    return !isKnown(bare, from) && (next === '' || !isKnown(next.toLowerCase().replace(/['’]s?$/, ''), from));
  });
  return [...new Set(strange.map(({ name }) => name))];
}

interface Known {
  known: string;
  words: ReadonlySet<string>;
  initials: ReadonlySet<string>;
}

function isKnown(bare: string, { known, words, initials }: Known): boolean {
  const single = bare.replace(/s$/, '');
  if (words.has(bare) || words.has(single) || words.has(`${bare}s`) || initials.has(bare)) return true;
  // A name with marks in it is looked for as it is written; so is one that stands joined in the quote: "gRPC-based".
  if (
    /[^\p{L}\p{N}]/u.test(bare) &&
    (known.includes(bare) || bare.split(/[^\p{L}\p{N}]+/u).every((part) => part.length < 2 || words.has(part)))
  )
    return true;
  if (aliases.some((group) => group.includes(bare) && group.some((other) => known.includes(other)))) return true;
  // `PostgreSQL` in `postgresqlconnector`, `Kafka` in `KafkaConnect`: four letters and more do not meet by chance.
  return (
    bare.length >= 4 && [...words].some((word) => word.startsWith(bare) || (bare.length >= 6 && word.includes(bare)))
  );
}

function namesIn(text: string): { name: string; next: string }[] {
  const found: { name: string; next: string }[] = [];
  for (const sentence of text.split(/(?<=[.!?:;])\s+/)) {
    const tokens = [...sentence.matchAll(/[\p{L}\p{N}][\p{L}\p{N}_./+#-]*(?:['’]s)?/gu)].map(([token]) =>
      token.replace(/[./-]+$/, ''),
    );
    tokens.forEach((token, index) => {
      const bare = token.replace(/['’]s$/, '');
      const next = index === 0 ? (tokens[1] ?? '') : '';
      if (isMarked(bare)) found.push({ name: bare, next: '' });
      else if (/^\p{Lu}/u.test(bare) && (index > 0 || /^\p{Lu}\p{Ll}+$/u.test(next))) {
        if (index > 0 || !isCommonOpener(bare)) found.push({ name: bare, next });
      } else if (index === 0 && /^\p{Lu}/u.test(bare) && knownSystems.includes(bare.toLowerCase()))
        found.push({ name: bare, next: '' });
    });
  }
  return found;
}

/** By its shape: `gRPC`, `RBAC`, `k8s`, `max_batch`, `Node.js`. Plain numbers and hyphened words are none. */
function isMarked(token: string): boolean {
  if (/^[\d.,:/-]+$/.test(token)) return false;
  if (/^\d+(?:ms|s|x|gb|mb|kb|tb|%|th|st|nd|rd|h)$/i.test(token)) return false;
  return /\p{Ll}\p{Lu}|\p{Lu}{2}|_|\p{L}\d|\p{L}[/.#]\p{L}|^\p{Lu}\.?$/u.test(token) && !/^[AI]$/.test(token);
}

const openers = new Set(
  'a an the this that these those it its each every all any no one two three both some most many such other teams operators users anyone plan pick choose use when where if while with without before after for in on at by from to as only not neither what who access run test check keep put let give set once until under over between'.split(
    ' ',
  ),
);

function isCommonOpener(word: string): boolean {
  return openers.has(word.toLowerCase());
}

/** Initials of every run of three to five words: "role-based access control" gives `rbac`. Two letters meet by chance. */
function initialsIn(known: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of known.split(/[\n.;:]+/)) {
    const heads = line.split(/[^\p{L}\p{N}]+/u).map((word) => word.charAt(0));
    for (let at = 0; at < heads.length; at += 1) {
      for (let size = 3; size <= 5 && at + size <= heads.length; size += 1)
        found.add(heads.slice(at, at + size).join(''));
    }
  }
  return found;
}
