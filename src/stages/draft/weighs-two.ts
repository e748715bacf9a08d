/** What may stand between a comparing word and the name that it leads to. */
const lead = '(?:(?:the|an?|that|those|is|in|with|of|for|on|Apache) )*';
/** What may stand after a verb that stands for the one before it: the end, or how far that goes. */
const circumstance =
  '(?=[.,;:!?)”"]|$| [(–—-]| (?:in|on|at|for|with|without|under|over|by|to|across|per|during|after|before|when|where|while|if|as|because|since|due|thanks|using|even|and|but|or|although|though|itself|alone|today)\\b)';
const auxiliary = '(?:does|do|did|is|are|was|were|has|have|had|can|could|will|would|may|might|must|should)\\b';
/** Words that end like a verb of the third person and are none behind a name, such as the parts of a system. */
const noVerb =
  '(?:thanks|always|sometimes|besides|towards|afterwards|versus|plus|unless|this|instances|clusters|servers|brokers|databases|nodes|deployments|installations|setups|consumers|producers|clients|topics|queues|connectors|users)\\b';
/** A finite verb; "managed by hand" is none. */
const finite = `(?:${auxiliary}|(?:need|use|hold|keep|write|send|read|take|run|kept|wrote|took|sent|held|ran|gave|made|got)\\b|(?!${noVerb})\\p{Ll}{2,}[^s]s\\b|\\p{Ll}{2,}ed\\b(?! (?:by|on|as|with|in|for|from|to)\\b))`;
/**
 * After a name and "than": a verb of its own says what the one named does, which is no comparison with it ("more messages
 * than Kafka can hold", "than Kafka has partitions"), except one that stands for the verb before ("than Kafka does").
 */
const leansOn = `(?!(?: ${noVerb})?(?: (?:ever|often|always|now|\\p{Ll}+ly))? (?!${auxiliary}${circumstance})${finite})`;
/** A name as a whole: "Kafka Connect" is another one than "Kafka". */
const ends = '(?![\\p{L}\\p{N}]|-\\p{L}| \\p{Lu})';
const better = '(?:better|preferable|more suitable|more suited)';
const predicate = `(?:is|are|may be|might be|would be|will be)(?: (?:an?|the|often|usually|likely|probably))* ${better}`;
/** Where the other one has a part of the sentence to itself: behind a stop, at most a condition before it, leaning on nothing. */
const apart =
  '(?:^|[,;:] )(?:(?:and|but|while|whereas|then) )?(?:(?:with|for|in|on|at|if|when|where) [^,;:]{1,60} )?' +
  '(?<!\\b(?:with|for|in|on|at|of|to|from|by|into|beside|behind|before|after|near|under|over|through) )';

/**
 * Whether a sentence of the text itself sets the two names against each other: it names both, and a word that compares
 * leads from one to the other ("A is faster than B", "A …, whereas B …", "unlike B, A …", "choose A over B", "differs from"),
 * or it calls one of them the better choice beside the other. A mere "but", "more" or "than" beside two names does not.
 */
export function weighsTwo(text: string, [one, other]: readonly [string, string]): boolean {
  return text
    .split(/(?<=[.!?])\s+/)
    .some((sentence) => setsAgainst(sentence, one, other) || setsAgainst(sentence, other, one));
}

function setsAgainst(sentence: string, one: string, other: string): boolean {
  const [a, b] = [one, other].map(
    (name) => `(?<![\\p{L}\\p{N}-])${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${ends}`,
  );
  const shapes = [
    `${a}.*\\bthan ${lead}${b}${leansOn}`,
    `${a}.*\\boutperform(?:s|ed)? ${lead}${b}`,
    `${a}.*\\bwhereas ${lead}${b}`,
    `\\b[Ww]hereas ${lead}${a}.*, ${lead}${b}`,
    `\\b[Uu]nlike ${lead}${b}.*, ${lead}${a}|${a}.*\\bunlike ${lead}${b}`,
    `\\b(?:[Ii]n contrast to|[Bb]y contrast with|[Cc]ompared (?:to|with)|[Ii]n comparison (?:to|with)) ${lead}${b}.*, ${lead}${a}`,
    `${a}.*\\b(?:in contrast to|by contrast with|compared (?:to|with)|in comparison (?:to|with)|differs? from|different from) ${lead}${b}`,
    `\\b(?:[Cc]hoose|[Pp]ick|[Pp]refer|[Tt]ake) ${lead}${a} (?:over|instead of|rather than) ${lead}${b}`,
    `\\b[Uu]se ${lead}${a} instead of ${lead}${b} (?:if|when|whenever|where|for)\\b(?! (?:this|the) (?:example|tutorial|step|guide|following)\\b)`,
    `\\b(?:[Cc]hoose|[Pp]ick|[Pp]refer|[Tt]ake) ${a} (?:if|when|where|for)\\b.*\\b(?:and|but|choose|pick|prefer|take) ${b} (?:if|when|where|for)\\b`,
    `${a} ${predicate}.*${apart}${b}|${apart}${b}.*[,;:] .*${a} ${predicate}`,
  ];
  return shapes.some((shape) => new RegExp(shape, 'u').test(sentence));
}
