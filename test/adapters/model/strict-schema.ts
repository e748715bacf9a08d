type Schema = Record<string, unknown>;

/** Keywords that strict structured output refuses; with them a provider answers 400 and a dimension is lost. */
const refused = ['allOf', 'not', 'if', 'then', 'else', 'oneOf', 'patternProperties', 'default', 'prefixItems', '$ref'];

/** Our own margins inside the documented ones, because compatible servers are narrower. */
const limits = { properties: 100, depth: 5, enumValues: 250 };

/** What a strict provider would refuse in a schema: one line a defect. */
export function strictSchemaDefects(schema: Schema): string[] {
  const defects: string[] = [];
  const count = { properties: 0, enumValues: 0 };
  if (schema.type !== 'object') defects.push('the root is not an object');
  walk(schema, { path: '$', depth: 0 });
  if (count.properties > limits.properties) defects.push(`${count.properties} properties`);
  if (count.enumValues > limits.enumValues) defects.push(`${count.enumValues} enum values`);
  return defects;

  function walk(node: Schema, at: { path: string; depth: number }): void {
    if (at.depth > limits.depth) defects.push(`${at.path} is deeper than ${limits.depth}`);
    for (const key of refused) if (key in node) defects.push(`${at.path} uses ${key}`);
    if (node.type === undefined && node.anyOf === undefined) defects.push(`${at.path} has no type`);
    if (Array.isArray(node.enum)) count.enumValues += node.enum.length;
    if (node.type === 'array') walk(node.items as Schema, { path: `${at.path}[]`, depth: at.depth });
    if (node.type !== 'object') return;
    const properties = (node.properties ?? {}) as Record<string, Schema>;
    const names = Object.keys(properties);
    count.properties += names.length;
    if (node.additionalProperties !== false) defects.push(`${at.path} allows additional properties`);
    const required = node.required;
    const complete =
      Array.isArray(required) && names.every((name) => required.includes(name)) && required.length === names.length;
    if (!complete) defects.push(`${at.path} does not require every key`);
    for (const name of names) walk(properties[name] as Schema, { path: `${at.path}.${name}`, depth: at.depth + 1 });
  }
}
