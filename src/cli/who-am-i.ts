import { localTokenNote } from '../domain/local-token.ts';
import type { Api } from './api.ts';

/** The account that a command acts for; `machine` where it does so by a token that the program made for itself. */
export async function whoAmI(api: Api): Promise<{ email: string; machine: boolean }> {
  const { email } = await api.get<{ email: string }>('/api/me');
  const { items } = await api.get<{ items: { label: string }[] }>('/api/tokens');
  return { email, machine: items.some(({ label }) => localTokenNote(label) !== null) };
}
