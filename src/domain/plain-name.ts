const plain =
  'data|sources?|change|capture|instructions?|search|proxy|messages?|events?|models?|metrics|queues?|storage|graph|memory|state|types?|values?|support|version|release|protocol|format|studio|platform|api';
const some = new RegExp(`\\b(?:${plain})\\b`, 'i');
const all = new RegExp(`^(?:${plain})(?:[\\s-]+(?:${plain}))*$`, 'i');

/** Whether a word of a capitalised name is a plain one, as headings have them. */
export function holdsPlainWord(name: string): boolean {
  return some.test(name);
}

/** Whether nothing of a capitalised name names anything: "Data Sources", not "Pebble Queue". */
export function isPlainThroughout(name: string): boolean {
  return all.test(name);
}
