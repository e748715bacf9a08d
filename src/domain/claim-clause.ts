import { stopWords } from './stop-words.ts';

/** A part of a text that says one thing, with the stems of its content words. */
export interface ClaimClause {
  text: string;
  stems: ReadonlySet<string>;
}

/** Where one thing ends and the next begins. An exception stays with what it limits, and a label ("Experimental: …") with its thing. */
const boundary =
  /[.!?]["”’)]*\s+|;\s+|(?<!(?:^|[.!?]\s)\S+(?:\s\S+){0,2}):\s+|\s[—–]\s|\s-\s|\n+|,?\s(?:but|whereas|although|though|however|in case|so that|because|since|if|when|where|as long as)\s|,\s(?:while|which|so|and|yet|as)\s/i;

/** Forms whose stem no rule of endings gives. A map, for texts may hold words such as "constructor". */
const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kept: 'keep',
    written: 'write',
    wrote: 'write',
    ran: 'run',
    sent: 'send',
    held: 'hold',
    taken: 'take',
    took: 'take',
    left: 'leave',
    lost: 'lose',
    built: 'build',
    chosen: 'choose',
    given: 'give',
    shown: 'show',
    made: 'make',
    met: 'meet',
    hidden: 'hide',
    frozen: 'freeze',
    ci: 'continuous',
  }),
);

/** Words that say that something is there, and nothing of what. */
const light = new Set(
  'support supported supports possible available provide provided provides allow allowed allows work works exist exists offer offered offers use used uses'
    .split(' ')
    .map(stemOf),
);

/** The parts of a text. A text of one thing is one part. */
export function clausesOf(text: string): ClaimClause[] {
  return text
    .split(boundary)
    .filter((part) => /\p{L}/u.test(part))
    .map((part) => ({ text: part, stems: contentStems(part) }));
}

/** Stems of what is neither a small word nor a bare digit; close enough to match forms of a word, no grammar. */
export function contentStems(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
  const stems = words.filter((word) => !stopWords.has(word) && !/^\d+$/.test(word) && word.length > 1).map(stemOf);
  return new Set(stems.filter((stem) => !light.has(stem)));
}

/** Six letters after the ending is off: "evaluation", "evaluated" and "evaluates" are one. */
export function stemOf(word: string): string {
  const bare = word.toLowerCase().replace(/['’]s?$/, '');
  const plain = irregular.get(bare) ?? bare;
  const cut = plain
    .replace(/(?<=\p{L}{3})(?:ies|ied)$/u, 'y')
    .replace(/(?<=\p{L}{3})(?:ations?|ions?|ing|ed|es|s|ly|ers?|ors?)$/u, '')
    .replace(/(?<=\p{L}{2})([bdgklmnprt])\1$/u, '$1')
    .replace(/(?<=\p{L}{2})e$/u, '');
  return cut.slice(0, 6);
}

/** Which share of the first one's stems stands in the second, 0 to 1. */
export function sharedPart(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  if (first.size === 0) return 0;
  return [...first].filter((stem) => second.has(stem)).length / first.size;
}
