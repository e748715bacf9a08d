import type { Numbered } from './request-text.ts';

/** A cited item, as the narrative asks for them. */
export interface Item {
  text: string;
  evidence: number[];
  /** Ids of checks; none where it is left out. */
  absent?: string[];
}

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  anyOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  minItems?: number;
}

/** Items of a list: enough for a section, few enough to stay below every bound. */
const itemsEach = 3;

/**
 * A value of the asked shape whose sentences restate quotes: each object with `text` and `evidence` takes the next quote
 * by `write`, lists hold a few, enumerations take turns, and what may be null is null.
 */
export function schemaReply(
  schema: Record<string, unknown>,
  quotes: readonly Numbered[],
  write: (quote: Numbered | null) => Item,
): unknown {
  let turn = 0;
  const next = () => quotes[turn++ % Math.max(1, quotes.length)] ?? null;
  const root: Schema = schema;
  const made = (given: Schema, at: number): unknown => {
    const own = given.$ref ? (root.$defs?.[given.$ref.split('/').at(-1) ?? ''] ?? {}) : given;
    if (own.enum) return own.enum[at % own.enum.length];
    const branch = own.anyOf?.find(({ type }) => type !== 'null');
    if (own.anyOf) return own.anyOf.some(({ type }) => type === 'null') ? null : made(branch ?? {}, at);
    if (Array.isArray(own.type)) return own.type.includes('null') ? null : made({ ...own, type: own.type[0] }, at);
    if (own.type === 'object') return objectOf(own, at);
    if (own.type === 'array') return Array.from({ length: itemsEach }, (_, each) => made(own.items ?? {}, each));
    if (own.type === 'integer' || own.type === 'number') return 1 + (at % 2);
    if (own.type === 'boolean') return false;
    return write(next()).text;
  };
  const objectOf = ({ properties = {} }: Schema, at: number): Record<string, unknown> => {
    const isItem = 'text' in properties && 'evidence' in properties;
    const item = isItem ? write(next()) : null;
    return Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => {
        if (item && name === 'text') return [name, item.text];
        if (item && name === 'evidence') return [name, item.evidence];
        if (item && name === 'absent') return [name, []];
        return [name, made(inner, at)];
      }),
    );
  };
  return made(root, 0);
}
