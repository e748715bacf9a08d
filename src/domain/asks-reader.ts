/** What a reader is told to do begins with one of these, as it stands in no statement on a product in the third person. */
const order =
  '(?:enable|create|configure|set|turn|activate|add|grant|assign|define|make|use|install|deploy|run|start|open|edit|choose|select|check|verify|ensure|confirm|be|see|follow|go|log|give|allow|prepare|provide|provision|register|apply|switch|update|change|disable|restrict|specify|put|keep|generate|build|implement|connect|copy|click|review|consider|remember|do)';
const orderAtHead = new RegExp(
  `^\\W*(?:(?:please|first|then|next|also|now|finally|and|or|always|step \\d+:?),? )*${order}\\b`,
  'i',
);
/** Behind "Acme" a bare verb is an order, unless "can" or "lets you" leads up to it. */
const orderBehind = new RegExp(`(?:,|\\band|\\bthen) (?:then |also )?${order} `);
const leadsToBareVerb = /\b(?:can|could|may|will|to|lets?|helps?|allows?|we|you|they)\b/i;

/** Who needs or advises a thing does not bring it. */
const demand =
  /\b(?:recommends?|suggests?|advises?|requires?|expects?|assumes?|(?<!\b(?:the|no) )needs?|asks?|encourages?|prefers?|rel(?:y|ies) on|depends? on|uses|we use|make sure|be sure|(?:check|verify|ensure) that|you (?:must|should|need|have to))\b/gi;
/** A verb of its own behind the demand: "needs no agent and supports …". */
const offersThen =
  /\b(?:and|but) (?:also )?(?:supports?|provides?|offers?|keeps|includes?|enables|allows|lets|handles|comes with)\b/i;

/** Whether a clause, given up to the words in question, wants them from whoever reads: an order, an advice, a need. */
export function asksReader(clause: string): boolean {
  if (orderAtHead.test(clause)) return true;
  if (orderBehind.test(clause) && !leadsToBareVerb.test(clause)) return true;
  return [...clause.matchAll(demand)].some(
    ({ 0: words, index }) => !offersThen.test(clause.slice(index + words.length)),
  );
}
