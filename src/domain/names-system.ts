import { isCodeName } from './code-name.ts';
import { knownSystems } from './known-systems.ts';
import { isPlainThroughout } from './plain-name.ts';

const known = new Set(knownSystems);

/**
 * Those of the capitalised names in one sentence that may name systems, those that much documentation names first: without classes and plain words ("Data Sources"),
 * words in capitals that shout ("PRECISION"), and initials that only shorten another of them ("Message Queue (MQ)").
 */
export function namesOfSystems(names: readonly string[]): string[] {
  const shortened = new Set(names.map(initialsOf));
  const isKnown = (name: string) => known.has(name.toLowerCase());
  const may = names.filter((name) => {
    if (/^\p{Lu}+$/u.test(name) && shortened.has(name)) return false;
    if (isKnown(name)) return true;
    // Two letters shorten anything (KV, UI); seven in capitals are a constant of some code.
    if (/^(?:\p{Lu}{2}|\p{Lu}{7,})$/u.test(name)) return false;
    return !isCodeName(name) && !isPlainThroughout(name);
  });
  return [...may.filter(isKnown), ...may.filter((name) => !isKnown(name))];
}

/** `MQ` of `Message Queue`; empty of a single word. */
function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/);
  return words.length < 2 ? '' : words.map((word) => word.slice(0, 1).toUpperCase()).join('');
}
