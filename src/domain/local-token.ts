/** Tokens that the program makes for itself, by their names, with what they are there for. */
const notes = {
  'commands on this machine':
    'Made by the server when it starts, for commands on its own machine; it ends when the server stops. Revoked, those commands work again after the next start.',
  'commands beside the web process':
    'Made by the web process when it starts, for commands beside it; it ends when the process stops. Revoked, those commands work again after the next start.',
} as const;

export type LocalToken = keyof typeof notes;

/** What a token is there for that no person made; null for every other. */
export function localTokenNote(label: string): string | null {
  return (notes as Readonly<Record<string, string>>)[label] ?? null;
}
