import { digestOf } from '../../domain/digest.ts';
import { fillTemplate } from '../../domain/prompt-template.ts';
import type { ModelQuestion, Provider, ProviderRequest, ReplyForm } from '../../ports.ts';

/** What stands in a request, without what is only about the call. */
export type RequestContent = Pick<ProviderRequest, 'messages' | 'schemaName' | 'schema' | 'form' | 'maxOutputTokens'>;

/** What was said after the question: a reply that had faults, and what they were. */
export type Turns = readonly { role: 'assistant' | 'user'; content: string }[];

/**
 * The request that a question becomes in a form. Where the form does not carry the schema, the prompt does:
 * `schemaPrompt` is a template with the placeholder `schema`, and stands in the part that many questions share.
 */
export function requestContent(
  question: Pick<ModelQuestion<unknown>, 'system' | 'user' | 'schemaName' | 'schema' | 'maxOutputTokens'>,
  form: ReplyForm,
  { schemaPrompt, turns = [] }: { schemaPrompt: string; turns?: Turns },
): RequestContent {
  const { system, user, schemaName, schema, maxOutputTokens } = question;
  const told = form === 'json-schema' ? '' : `\n\n${fillTemplate(schemaPrompt, { schema: JSON.stringify(schema) })}`;
  return {
    messages: [{ role: 'system', content: `${system}${told}` }, { role: 'user', content: user }, ...turns],
    schemaName,
    schema,
    form,
    maxOutputTokens,
  };
}

/**
 * The digest under which the reply to a request is kept: over the model, the server where it is not the provider's own,
 * and everything that is sent.
 */
export function requestDigest({ id, server }: Pick<Provider, 'id' | 'server'>, content: RequestContent): string {
  return digestOf({ model: id, ...(server === undefined ? {} : { server }), ...content });
}
