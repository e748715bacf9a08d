import { stem } from '../../domain/stem.ts';
import { stopWords } from '../../domain/stop-words.ts';
import { isKnownSystem, outsideSystem } from './outside-system.ts';
import { isPlainSystem } from './plain-system.ts';
import { isTelling } from './telling-noun.ts';

interface Own {
  name: string;
  category: string;
  /** What the controls are called, whose passages these are. */
  controls: readonly string[];
}

/** Languages and operating systems carry everything and hand on no control of their own. */
const carriers = /^(?:python|java|node\.js|go|rust|linux|windows|macos|ubuntu)$/i;

/** Words for something outside that a control can come from, though no name stands there. */
const outside =
  /^(?:providers?|director(?:y|ies)|external(?:ly)?|outside|upstream|third|idps?|identity|federat\w+|delegat\w+|inherit\w*|hosts?|platforms?|clouds?|gateways?|prox(?:y|ies)|ldap|saml|oidc|oauth\d?|sso|kerberos|rbac|iam)$/i;

/** Besides the small words and the control itself: no system is called by one of these, so that a sentence may begin with it. */
const plainSubject =
  /^(?:every|access|permissions?|rights?|privileges?|users?|callers?|clients?|tenants?|administrators?|requests?|calls?)$/i;

/** "Amazon web services": no known name has more words. */
const mostWords = 3;

/**
 * The outside systems that passages name, of those that the documentation treats as integrations and those that are known
 * anyway, sorted; and whether the passages are surely free of any: no word of them could be the name of another system, or
 * speaks of something outside. A name may look like any word, so that this is said of few passages.
 */
export function platformsNamed(
  quotes: readonly string[],
  integrated: readonly string[],
  own: Own,
): { names: string[]; isClear: boolean } {
  const texts = quotes.map((quote) => ` ${quote.split(/[^\p{L}\p{N}.+-]+/u).join(' ')} `.replace(/\. /g, ' '));
  const listed = integrated
    .flatMap((name) => outsideSystem(name, own) || [])
    .filter((name) => !isPlainSystem(name) && texts.some((text) => text.includes(` ${name} `)));
  const names = [...new Set([...listed, ...quotes.flatMap((quote) => knownIn(quote, own))])].sort();
  return { names, isClear: names.length === 0 && quotes.every((quote) => isClear(quote, own)) };
}

/** Names in capitals, longest first within a run of them. */
function knownIn(quote: string, own: Own): string[] {
  return sentencesOf(quote).flatMap((words) => {
    const found: string[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const run = runAt(words, at);
      const ends = run.map((_word, index) => run.length - index);
      const length = ends.find((count) => {
        const name = run.slice(0, count).join(' ');
        return (
          isKnownSystem(name) &&
          !carriers.test(name) &&
          !(isPlainSystem(name) && mayBeNone(words, { at, isLonger: run.length > count })) &&
          outsideSystem(name, own) !== ''
        );
      });
      if (length === undefined) continue;
      found.push(run.slice(0, length).join(' '));
      at += length - 1;
    }
    return found;
  });
}

/** Whether a plain word may have its capital from where it stands: at the start, behind an article, or with another capital behind it. */
function mayBeNone(words: readonly string[], { at, isLonger }: { at: number; isLonger: boolean }): boolean {
  return at === 0 || isLonger || /^(?:the|an?|each|every|this|your|its)$/i.test(words[at - 1] ?? '');
}

/** The words in capitals from this place on. */
function runAt(words: readonly string[], at: number): string[] {
  const rest = words.slice(at);
  const end = rest.findIndex((word) => !/^\p{Lu}/u.test(word));
  return end === -1 ? rest : rest.slice(0, end);
}

/** Whether each sentence begins with a word that is no name, and nothing in it could be one or stands for something outside. */
function isClear(quote: string, own: Own): boolean {
  const controls = new Set(own.controls.flatMap((name) => name.toLowerCase().split(/[^\p{L}]+/u)).map(stem));
  return sentencesOf(quote).every((words) => {
    const [first = ''] = words;
    const small = first.toLowerCase();
    const isOwn = own.name.toLowerCase().split(/\s+/).includes(small);
    if (!isOwn && !plainSubject.test(small) && !stopWords.has(small) && !controls.has(stem(small))) return false;
    if (words.some((word) => word.split('-').some((part) => outside.test(part))) || namesKnown(words, own))
      return false;
    return !words.slice(1).some((word) => /\p{Lu}/u.test(word) && isTelling(word, { label: '', product: own.name }));
  });
}

/** Whether a known system stands there, of however many words and in whatever letters. */
function namesKnown(words: readonly string[], { name }: Own): boolean {
  const own = ` ${name.toLowerCase()} `;
  return words.some((_word, at) =>
    Array.from({ length: mostWords }, (_each, more) => words.slice(at, at + more + 1).join(' ')).some(
      (text) => isKnownSystem(text) && !own.includes(` ${text.toLowerCase()} `),
    ),
  );
}

/** Cells of a table and what follows a colon are sentences of their own: each may begin with a name. */
function sentencesOf(quote: string): string[][] {
  return quote
    .split(/(?<=[.!?:;])\s+|\n+|\s*\|\s*/)
    .map((line) => line.split(/[\s,;:()“”"]+/).map((word) => word.replace(/^\P{L}+|[^\p{L}\p{N}+#]+$/gu, '')))
    .map((words) => words.filter((word) => word !== ''))
    .filter((words) => words.length > 0);
}
