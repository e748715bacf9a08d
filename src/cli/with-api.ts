import type { Api } from './api.ts';
import type { Here } from './here.ts';

/** Runs the work of a command with the API, and lets go of it whatever happens. */
export async function withApi(here: Here, work: (api: Api) => Promise<void>): Promise<void> {
  const api = await here.connect();
  try {
    await work(api);
  } finally {
    await api.close();
  }
}
