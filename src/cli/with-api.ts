import type { Api } from './api.ts';
import type { ConnectFlags, Here } from './here.ts';

/** Runs the work of a command with the API, and lets go of it whatever happens. */
export async function withApi(here: Here, work: (api: Api) => Promise<void>, flags: ConnectFlags = {}): Promise<void> {
  const api = await here.connect(flags);
  try {
    await work(api);
  } finally {
    await api.close();
  }
}
