import { asksReader } from './asks-reader.ts';
import { clauseAround, type Stretch } from './clause.ts';

/** "Acme, which runs anywhere, supports …": what is put in between parts no subject from its verb. */
const insertion = /,\s(?:which|who|whose)\b[^,;]{1,80},/gi;
/** The words before ", which": what the clause behind is about. */
const antecedent = /(?:\S+\s){0,2}\S+,\swhich$/i;
const pronoun = /^\s*(?:(?:and|so|then) )?(?:it|this|they)\b/i;
const checksFirst = /\b(?:make sure|be sure|check|verify|ensure)\b/i;
/** "With Acme, you can …": the product is what does it. */
const instrument = /^(?:with|using|through|via|in)\s[^,]*,?\s*$/i;
const ableTo = /^\s*(?:you|users|everyone) can\b/i;
/** Before the name: it is no subject in a part that states when, nor where "you" is one. */
const subordinate = /^\s*(?:before|after|once|when|whenever|if|to|while|unless|until|where|for)\b|\byou\b/i;

/**
 * Whether the product, or "we", is the subject of the clause that holds the words: the one that brings them, and neither
 * asks the reader for them nor is named only in what leads up to the clause ("Before installing Acme, enable …").
 */
export function isDoneByProduct(text: string, words: Stretch, isNamedIn: (text: string) => boolean): boolean {
  const before = text.slice(0, words.start).replace(insertion, (found) => ' '.repeat(found.length));
  const { start } = clauseAround(before + text.slice(words.start), words).before;
  const [leading, clause] = [before.slice(0, start), before.slice(start)];
  if (pronoun.test(clause)) return isNamedIn(leading) && !checksFirst.test(leading) && !asksReader(clause);
  if (asksReader(clause)) return false;
  if (isNamedIn(antecedent.exec(leading)?.[0] ?? '')) return true;
  if (instrument.test(leading) && ableTo.test(clause)) return isNamedIn(leading);
  const subject = upToName(clause, isNamedIn);
  return subject !== null && !subordinate.test(subject);
}

/** What stands before the first word that is the product or "we"; null where neither is named. */
function upToName(clause: string, isNamedIn: (text: string) => boolean): string | null {
  for (const { 0: word, index } of clause.matchAll(/\S+/g)) {
    if (isNamedIn(word) || /^we\b/i.test(word)) return clause.slice(0, index);
  }
  return null;
}
