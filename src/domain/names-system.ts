import { isCodeName } from './code-name.ts';
import { knownSystems } from './known-systems.ts';
import { isPlainThroughout } from './plain-name.ts';

const known = new Set(knownSystems);
/** Who makes a system, in front of its name, apart or in one word with it: "IBM DB2", `GoogleBigQuery`. */
const house =
  /^(?:apache|amazon|aws|azure|google(?: cloud)?|hashicorp|ibm|microsoft|oracle|confluent|alibaba)[\s-]?(?=[\p{L}\d])/iu;

/**
 * Those of the capitalised names in one sentence that may name systems, those that much documentation names first: without classes and plain words ("Data Sources"),
 * words in capitals that shout ("PRECISION"), and initials that only shorten another of them ("Message Queue (MQ)").
 */
export function namesOfSystems(names: readonly string[]): string[] {
  const shortened = new Set(names.map(initialsOf));
  const may = names.filter((name) => {
    if (/^\p{Lu}+$/u.test(name) && shortened.has(name)) return false;
    if (isKnown(name)) return true;
    // Two letters shorten anything (KV, UI); seven in capitals are a constant of some code.
    if (/^(?:\p{Lu}{2}|\p{Lu}{7,})$/u.test(name)) return false;
    return !isCodeName(name) && !isPlainThroughout(name);
  });
  return [...may.filter(isKnown), ...may.filter((name) => !isKnown(name))];
}

/** Whether it is, without its maker and its release, or ends with, a name that much documentation speaks of: `SQLite3`, "Confluent Kafka". */
function isKnown(name: string): boolean {
  const small = name.toLowerCase();
  const bare = small.replace(house, '');
  const last = small.split(/\s+/).at(-1) ?? '';
  return [small, bare, bare.replace(/\s?\d[\d.]*$/, ''), last].some((each) => known.has(each));
}

/** `MQ` of `Message Queue`; empty of a single word. */
function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/);
  return words.length < 2 ? '' : words.map((word) => word.slice(0, 1).toUpperCase()).join('');
}
