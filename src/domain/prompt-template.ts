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

/** Stands on a line of its own between what stays the same over many requests and what does not. */
const parting = '\n=====\n';

/**
 * The two parts of a prompt file: what stays the same goes first, so that a provider can reuse it. Throws where the prompt
 * is not loaded or has no line =====.
 */
export function promptParts(prompts: Readonly<Record<string, string>>, name: string): [system: string, user: string] {
  const text = prompts[name];
  if (text === undefined) throw new Error(`the prompt "${name}" is not loaded`);
  const cut = text.indexOf(parting);
  if (cut < 0) throw new Error(`prompts/${name}.md has no line ===== between what is stable and what is not`);
  return [text.slice(0, cut).trim(), text.slice(cut + parting.length).trim()];
}
