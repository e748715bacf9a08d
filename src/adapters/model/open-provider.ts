import { splitModelName } from '../../domain/model-provider.ts';
import type { Provider } from '../../ports.ts';

export interface ModelSettings {
  /** As in ASSAY_MODEL: a model of a server that speaks the OpenAI protocol, or `provider:model`. */
  name: string;
  key: string | null;
  /** Of the server that speaks the OpenAI protocol; null for the provider's own. */
  baseUrl: string | null;
}

/** The provider that the settings name. Loads only the client that speaks to it. */
export async function openProvider(settings: ModelSettings, version: string): Promise<Provider> {
  const { name, key, baseUrl } = settings;
  const split = splitModelName(name);
  if (split) {
    const { langChainProvider } = await import('./langchain-provider.ts');
    return langChainProvider({ ...split, key });
  }
  const { openAiProvider } = await import('./openai-provider.ts');
  // Servers of one's own often want no key, but the client wants a value.
  return openAiProvider({ key: key ?? 'none', baseUrl, name, version });
}
