import type { Api } from './api.ts';
import type { ConnectFlags, Here } from './here.ts';

/** Runs the work of a command with the API, and lets go of it whatever happens. */
export async function withApi<T>(
  here: Pick<Here, 'connect'>,
  work: (api: Api) => Promise<T>,
  flags: ConnectFlags = {},
): Promise<T> {
  const api = await here.connect(flags);
  try {
    return await work(api);
  } finally {
    await api.close();
  }
}
