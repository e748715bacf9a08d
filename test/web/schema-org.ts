/** A type of schema.org as far as we use it: what it is a kind of, and what its properties may hold. */
interface Type {
  kindOf: string | null;
  properties: Record<string, readonly Range[]>;
}

type Range = 'Text' | 'URL' | 'Number' | 'Integer' | 'Boolean' | 'DateTime' | `@${string}`;

/**
 * The part of the vocabulary that our data uses, taken from schema.org's own pages of each type and property by hand: a
 * word that is not there, or of another type, is one that nobody understands.
 */
const types: Record<string, Type> = {
  Thing: { kindOf: null, properties: { name: ['Text'], description: ['Text'], url: ['URL'] } },
  CreativeWork: {
    kindOf: 'Thing',
    properties: {
      author: ['@Organization', '@Person'],
      citation: ['Text', '@CreativeWork'],
      dateCreated: ['DateTime'],
      dateModified: ['DateTime'],
      datePublished: ['DateTime'],
      inLanguage: ['Text'],
      isAccessibleForFree: ['Boolean'],
      isBasedOn: ['URL', '@CreativeWork'],
      isPartOf: ['URL', '@CreativeWork'],
      mainEntity: ['@Thing'],
      text: ['Text'],
      version: ['Text', 'Number'],
    },
  },
  WebPage: {
    kindOf: 'CreativeWork',
    properties: { lastReviewed: ['DateTime'], reviewedBy: ['@Organization', '@Person'] },
  },
  Review: {
    kindOf: 'CreativeWork',
    properties: {
      associatedReview: ['@Review'],
      itemReviewed: ['@Thing'],
      negativeNotes: ['Text', '@ItemList', '@ListItem'],
      positiveNotes: ['Text', '@ItemList', '@ListItem'],
      reviewAspect: ['Text'],
      reviewBody: ['Text'],
      reviewRating: ['@Rating'],
    },
  },
  Quotation: { kindOf: 'CreativeWork', properties: {} },
  SoftwareApplication: { kindOf: 'CreativeWork', properties: { applicationCategory: ['Text', 'URL'] } },
  SoftwareSourceCode: { kindOf: 'CreativeWork', properties: {} },
  Intangible: { kindOf: 'Thing', properties: {} },
  Rating: {
    kindOf: 'Intangible',
    properties: {
      bestRating: ['Number', 'Text'],
      ratingExplanation: ['Text'],
      ratingValue: ['Number', 'Text'],
      reviewAspect: ['Text'],
      worstRating: ['Number', 'Text'],
    },
  },
  ItemList: {
    kindOf: 'Intangible',
    properties: { itemListElement: ['@ListItem', '@Thing'], numberOfItems: ['Integer'] },
  },
  ListItem: { kindOf: 'Intangible', properties: { item: ['@Thing'], position: ['Integer', 'Text'] } },
  Organization: { kindOf: 'Thing', properties: {} },
  Project: { kindOf: 'Organization', properties: {} },
  Person: { kindOf: 'Thing', properties: {} },
};

/** What of a JSON-LD node is no schema.org, by place; empty where all is. */
export function schemaOrgFaults(node: unknown, at = '$'): string[] {
  if (Array.isArray(node)) return node.flatMap((each, index) => schemaOrgFaults(each, `${at}[${index}]`));
  if (node === null || typeof node !== 'object') return [`${at} is no node`];
  const type = String((node as Record<string, unknown>)['@type']);
  if (!types[type]) return [`${at}: ${type} is no type`];
  return Object.entries(node).flatMap(([name, value]) => {
    if (name.startsWith('@')) return [];
    const ranges = rangesOf(type, name);
    if (!ranges) return [`${at}.${name}: ${type} has no such property`];
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((each, index) => valueFaults(each, ranges, `${at}.${name}[${index}]`));
  });
}

function rangesOf(type: string, property: string): readonly Range[] | null {
  const own = types[type];
  if (!own) return null;
  return own.properties[property] ?? (own.kindOf ? rangesOf(own.kindOf, property) : null);
}

function valueFaults(value: unknown, ranges: readonly Range[], at: string): string[] {
  if (typeof value === 'object' && value !== null) {
    const type = String((value as Record<string, unknown>)['@type']);
    const fits = ranges.some((range) => range.startsWith('@') && isKindOf(type, range.slice(1)));
    return fits ? schemaOrgFaults(value, at) : [`${at}: ${type} is none of ${ranges.join(', ')}`];
  }
  return ranges.some((range) => isOf(value, range)) ? [] : [`${at}: ${String(value)} is none of ${ranges.join(', ')}`];
}

function isKindOf(type: string | null, wanted: string): boolean {
  if (type === null) return false;
  return type === wanted || isKindOf(types[type]?.kindOf ?? null, wanted);
}

function isOf(value: unknown, range: Range): boolean {
  if (range === 'Text') return typeof value === 'string' && value !== '';
  if (range === 'URL') return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
  if (range === 'DateTime') return typeof value === 'string' && new Date(value).toISOString() === value;
  if (range === 'Boolean') return typeof value === 'boolean';
  if (range === 'Integer') return Number.isInteger(value);
  return range === 'Number' && typeof value === 'number';
}
