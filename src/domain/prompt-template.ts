const placeholder = /\{\{([a-zA-Z]+)\}\}/g;

/**
 * Fills the `{{placeholders}}` of a prompt or rubric text. Throws on a placeholder without value and on a value without
 * placeholder: either means that text and code have drifted apart, and a model would be asked something nobody wrote.
 * Values are inserted as they are and never read as templates, so vendor text cannot bring placeholders of its own.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const wanted = placeholdersOf(template);
  const missing = wanted.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new Error(`the template's placeholder {{${missing[0]}}} has no value`);
  const unused = Object.keys(values).filter((name) => !wanted.includes(name));
  if (unused.length > 0) throw new Error(`the value "${unused[0]}" has no placeholder in the template`);
  return template.replace(placeholder, (_whole, name: string) => values[name] ?? '');
}

/** The names of a template's placeholders, each once, in order of first use. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(placeholder)].map((match) => match[1] ?? ''))];
}
