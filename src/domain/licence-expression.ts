/** An SPDX expression: one licence with its exception, or a choice or a sum of several. */
export type LicenceExpression =
  | { kind: 'one'; id: string; exception: string | null }
  | { kind: 'any' | 'all'; parts: LicenceExpression[] };

/** Reads an SPDX expression; `AND` binds before `OR`. Null for what is none, such as a bracket that is not closed. */
export function licenceExpression(text: string): LicenceExpression | null {
  const words = text.match(/[()]|[^\s()]+/g) ?? [];
  const isNext = (word: string): boolean => words[0]?.toUpperCase() === word;
  const take = (word: string): boolean => isNext(word) && words.shift() !== undefined;

  const joined = (kind: 'any' | 'all', operator: string, part: () => LicenceExpression | null) => {
    const parts: LicenceExpression[] = [];
    do {
      const read = part();
      if (!read) return null;
      parts.push(read);
    } while (take(operator));
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind, parts };
  };
  const name = (): string | null => (['(', ')', 'AND', 'OR', 'WITH'].some(isNext) ? null : (words.shift() ?? null));
  const one = (): LicenceExpression | null => {
    if (take('(')) {
      const inner = choice();
      return take(')') ? inner : null;
    }
    const id = name();
    if (id === null) return null;
    if (!take('WITH')) return { kind: 'one', id, exception: null };
    const exception = name();
    return exception === null ? null : { kind: 'one', id, exception };
  };
  const sum = (): LicenceExpression | null => joined('all', 'AND', one);
  const choice = (): LicenceExpression | null => joined('any', 'OR', sum);

  const read = choice();
  return words.length === 0 ? read : null;
}
