import type { ServerFacts } from '../domain/server-facts.ts';
import { differingSettings, type ServerSetting } from '../domain/server-setting.ts';
import { type Api, ApiProblem } from './api.ts';
import type { Diagnosis } from './here.ts';

/** What of the running server's settings is not what this shell and folder say: the server goes by its own. */
export async function compareWithServer(api: Api, here: readonly ServerSetting[]): Promise<Diagnosis> {
  const what = 'settings';
  try {
    const { settings, analyst } = await api.get<ServerFacts>('/api/settings');
    const differing = differingSettings(settings, here);
    const drafts = analyst === 'offline' ? 'the offline analyst drafts' : `${analyst} drafts`;
    if (differing.length === 0) return { what, ok: true, text: `the server has the same ones; ${drafts}` };
    const list = differing.map(({ name, one, other }) => `${name} (there: ${one}; here: ${other})`);
    const text = `the running server has other ones than this shell, and goes by its own: ${list.join('; ')}. On it, ${drafts}. To change it, start it again with what you want.`;
    return { what, ok: true, differs: true, text };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { what, ok: true, differs: true, text: `the server does not tell its settings: ${error.message}` };
  }
}
