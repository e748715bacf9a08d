import type { Api } from './api.ts';

/** The account that a command acts for; `machine` where it does so by a token that the program made for itself. */
export async function whoAmI(api: Api): Promise<{ email: string; machine: boolean }> {
  return api.get<{ email: string; machine: boolean }>('/api/me');
}
