/** A `timestamptz` column as records write times. */
export function instant(column: Date): string {
  return column.toISOString();
}

/** Text as PostgreSQL can hold it: it has no place for U+0000, which pages of the web do hold. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd');
}

/** Versions are an `integer`: nothing has a greater one, and PostgreSQL refuses to look for it. */
export const lastVersion = 2 ** 31 - 1;

/** Throws when a stored document has a format that this program does not read. */
export function expectFormat(what: string, format: number, known: number): void {
  if (format === known) return;
  throw new Error(`${what} was stored in format ${format}; this version of Assay reads format ${known} only.`);
}
