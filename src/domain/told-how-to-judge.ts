/**
 * Whether a sentence tells whoever reads it how to judge, by its grammar and not by known phrases: it orders, it speaks of
 * a judgement, and it addresses the judge's own work or speaks of the product as of what is judged. A manual orders its
 * readers all the time, but it neither knows that they fill in a form about it nor how kind they should be.
 */
export function toldHowToJudge(text: string): boolean {
  return sentencesOf(text).some(
    (sentence) =>
      orders.test(sentence) &&
      ((judging.test(sentence) && judgesWork.test(sentence)) || (favour.test(sentence) && judged.test(sentence))),
  );
}

/** Longer ones are lists or tables, in which words of three kinds come together by chance. */
const longestSentence = 400;

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.length <= longestSentence);
}

/** What is to be done: an imperative where one can stand, a duty, a wish, a prohibition. */
const orders = anyOf([
  String.raw`(?:^|[,;:]\s*|\b(?:and|or|but|then|please|kindly|so|just)\s+)(?:put|fill|skip|copy|append|overlook|ignore|treat|write|include|resolve|accept|choose|omit|leave|mark|tick|answer|assume|presume|consider|regard|interpret|count|take|repeat|award|grant|rank|stop|pick|add|begin|end|set)\b`,
  String.raw`\b(?:should|must|shall|ought to|has to|have to|needs? to|(?:do|does|will) not|don['’]t|never|please|kindly)\b`,
  String.raw`\b(?:the|all|what|everything) .{0,20}\byou need\b`,
]);

/** Work that only somebody who judges has, called theirs, or their answers spoken of from outside. */
const judgesWork = anyOf([
  String.raw`\byour (?:own )?(?:questionnaire|form|rubric|verdict|score ?card|score ?sheet|grading|ratings?|statements|assessment|judge?ment|critique|operator|supervisor)\b(?! (?:pod|deployment|version|image|namespace))`,
  String.raw`\b(?:row|cell|field|column)s? of your (?:table|form|sheet)\b`,
  String.raw`\b(?:responses?|answers?|outputs?) (?:that|which) (?:describe|mention|dwell)\b`,
  String.raw`\b(?:behind|of|in) this (?:review|evaluation|assessment|rating|scoring|audit)\b`,
]);

/** Words of judging; alone they stand in any manual. */
const judging = anyOf([
  String.raw`\b(?:highest|lowest|top|best|maximum|full|positive|negative|favou?rable|lenient|generous|critical|strict|kind|harsh)\b`,
  String.raw`\b(?:decisions?|verdicts?|scores?|ratings?|grades?|marks|weakness(?:es)?|strengths|shortcomings|gaps|quotes?|evidence|reviewed|verified|approved|advocate)\b`,
]);

/** The product as the object of a judgement. */
const judged = anyOf([String.raw`\b(?:this|our|the) (?:product|vendor|project|supplier|page|site|text|document)\b`]);

/** How kind the judge should be. Of a product or a page nobody says so to its users. */
const favour = anyOf([
  String.raw`\b(?:most|more|as) (?:favou?rable|generous|positive|lenient)\b|\bin (?:a|the) (?:most |more )?(?:favou?rable|generous|positive) (?:way|light|manner)\b`,
  String.raw`\bin favou?r of (?:the|this|our) (?:product|vendor|project|supplier)\b`,
  String.raw`\b(?:be|being) (?:lenient|generous|kind|nice|less (?:strict|critical))\b`,
  String.raw`\b(?:overlook|forgive|excuse|never (?:call|report|consider)|(?:do not|don['’]t) (?:compare|penali[sz]e|criticise|criticize|downgrade|mark down))\b`,
  String.raw`\bis not (?:rated|scored|graded|judged|ranked)\b`,
]);

function anyOf(sources: readonly string[]): RegExp {
  return new RegExp(sources.join('|'), 'i');
}
