const heading = /^(?:\d[\d.)]*\s+)?(.{1,60}?)\s+(?:vs\.?|versus|compared (?:with|to))\s+(.{1,60}?)[\s?:.]*$/i;
/** A name: it begins with a capital, or holds one early ("etcd" would be a word like any other), and is short. */
const name = /^(?:\p{Lu}|\p{Ll}{1,3}\p{Lu})[\p{L}\p{N}.+#-]*(?: [\p{Lu}\p{N}][\p{L}\p{N}.+#-]*){0,2}$/u;
/** What stands before "between" where two things are weighed: traffic, copies and links go between things as well. */
const between =
  /\b(?:[Dd]iffer\p{L}*|[Cc]ompar(?:e[ds]?|ing|isons?)|[Cc]ho(?:ose|oses|osing|ice|ices|sen)|[Dd]ecid(?:e|es|ing)|[Dd]ecisions?|[Dd]istin\p{L}+|[Cc]ontrasts?|[Tt]rade-?offs?|[Ss]imilarit(?:y|ies))(?: (?:of|in) [\p{L}\p{N}-]+(?: [\p{L}\p{N}-]+)?)? between ([\p{L}\p{N}.+#-]+(?: \p{Lu}[\p{L}\p{N}.+#-]*)?) and ([\p{L}\p{N}.+#-]*[\p{L}\p{N}+#])/gu;

/**
 * The other product that a line sets against this one, as it is written there: Graphite in "Prometheus vs. Graphite" as a
 * heading, or in "the differences between Prometheus and Graphite"; in "traffic between" the two it does not. Null where it
 * sets none against it. `isOwn` tells the
 * product's own name.
 */
export function comparedProduct(line: string, isOwn: (name: string) => boolean): string | null {
  const pairs = [heading.exec(line), ...line.matchAll(between)];
  for (const pair of pairs) {
    const [one = '', other = ''] = (pair ?? []).slice(1).map((side) => side.trim());
    const found = isOwn(one) ? other : isOwn(other) ? one : '';
    if (name.test(found) && !isOwn(found)) return found;
  }
  return null;
}
