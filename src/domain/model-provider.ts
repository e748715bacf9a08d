/** A provider that LangChain's `initChatModel` knows, as far as this program has to know it. */
export interface ModelProvider {
  /** The npm package that speaks to it. */
  package: string;
  /** Where its key usually stands in the environment; null where it has none or takes it from elsewhere. */
  keyVariable: string | null;
}

/** By the name that stands before the colon in `provider:model`. */
export const modelProviders: Readonly<Record<string, ModelProvider>> = {
  anthropic: { package: '@langchain/anthropic', keyVariable: 'ANTHROPIC_API_KEY' },
  aws: { package: '@langchain/aws', keyVariable: null },
  azure_openai: { package: '@langchain/openai', keyVariable: 'AZURE_OPENAI_API_KEY' },
  bedrock: { package: '@langchain/aws', keyVariable: null },
  cerebras: { package: '@langchain/cerebras', keyVariable: 'CEREBRAS_API_KEY' },
  cohere: { package: '@langchain/cohere', keyVariable: 'COHERE_API_KEY' },
  deepseek: { package: '@langchain/deepseek', keyVariable: 'DEEPSEEK_API_KEY' },
  fireworks: { package: '@langchain/fireworks', keyVariable: 'FIREWORKS_API_KEY' },
  google: { package: '@langchain/google', keyVariable: 'GOOGLE_API_KEY' },
  'google-genai': { package: '@langchain/google-genai', keyVariable: 'GOOGLE_API_KEY' },
  'google-vertexai': { package: '@langchain/google-vertexai', keyVariable: null },
  'google-vertexai-web': { package: '@langchain/google-vertexai-web', keyVariable: null },
  groq: { package: '@langchain/groq', keyVariable: 'GROQ_API_KEY' },
  langsmith: { package: '@langchain/openai', keyVariable: 'LANGSMITH_API_KEY' },
  mistral: { package: '@langchain/mistralai', keyVariable: 'MISTRAL_API_KEY' },
  mistralai: { package: '@langchain/mistralai', keyVariable: 'MISTRAL_API_KEY' },
  ollama: { package: '@langchain/ollama', keyVariable: null },
  openai: { package: '@langchain/openai', keyVariable: 'OPENAI_API_KEY' },
  perplexity: { package: '@langchain/perplexity', keyVariable: 'PERPLEXITY_API_KEY' },
  together: { package: '@langchain/together-ai', keyVariable: 'TOGETHER_AI_API_KEY' },
  xai: { package: '@langchain/xai', keyVariable: 'XAI_API_KEY' },
};

/** The two halves of `provider:model`; null for any other name, such as `gpt-4.1-mini` or `llama3.1:8b`. */
export function splitModelName(name: string): { provider: string; model: string } | null {
  const colon = name.indexOf(':');
  if (colon < 1) return null;
  const provider = name.slice(0, colon);
  return Object.hasOwn(modelProviders, provider) ? { provider, model: name.slice(colon + 1) } : null;
}
