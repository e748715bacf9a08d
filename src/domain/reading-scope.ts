import { AddressPattern } from './address-pattern.ts';

/** Where a product's documentation starts, and which of its addresses are read. */
export interface ReadingScope {
  /** The first is the one that a person named as the documentation. */
  sources: string[];
  include: AddressPattern[];
  exclude: AddressPattern[];
}

/** What a row of a list says of where to read; parts that are no address or no pattern are left to whoever checks the row. */
export function readingScopeOf(fields: Readonly<Record<string, unknown>>): ReadingScope {
  const addresses = [fields.url, ...listOf(fields.sources)].filter((one) => typeof one === 'string');
  const sources = addresses.map((one) => one.trim()).filter((one) => /^https?:/i.test(one) && URL.canParse(one));
  return {
    sources: [...new Set(sources)],
    include: patternsOf(fields.include),
    exclude: patternsOf(fields.exclude),
  };
}

function patternsOf(value: unknown): AddressPattern[] {
  return listOf(value).flatMap((one) => {
    const { data, success } = AddressPattern.safeParse(one);
    return success ? [data] : [];
  });
}

function listOf(value: unknown): unknown[] {
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((one) => one !== '');
  return Array.isArray(value) ? value : [];
}
