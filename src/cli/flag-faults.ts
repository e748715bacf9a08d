import type { Command } from 'commander';

/** The faults of fields as a command has them: each by the flag or argument that was typed, where there is one. */
export function flagFaults(command: Command, faults: readonly { path: string; message: string }[]): string {
  return faults.map(({ path, message }) => `${typedAs(command, path)}: ${message}.`).join('\n');
}

/** Fields that a flag of another name fills. */
const filledBy: Readonly<Record<string, string>> = { sources: 'url' };

function typedAs(command: Command, field: string): string {
  const [first = '', ...rest] = field.split('.');
  // A list's entry is no flag of its own; only a list has numbers behind its name.
  const own = rest.every((part) => /^\d+$/.test(part));
  const named = (name: string | undefined) => command.options.find((option) => option.attributeName() === name);
  const flag = named(first) ?? named(filledBy[first]);
  if (own && flag?.long) return flag.long;
  const argument = command.registeredArguments.find((each) => each.name() === first);
  return own && argument ? `<${first}>` : field;
}
