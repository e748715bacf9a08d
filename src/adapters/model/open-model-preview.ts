import type { KeptReply, ModelLedger, ModelPreview, ReplyForm } from '../../ports.ts';
import type { ModelParts } from './model-parts.ts';
import { openModelAccess } from './open-model-access.ts';
import { requestContent, requestDigest } from './provider-request.ts';

/** Looks at what would be asked, over the same provider and ledger as the model itself, and asks nothing. */
export function openModelPreview(parts: ModelParts): ModelPreview {
  const { provider, ledger, prompts } = parts;
  const forms = provider.forms ?? (['json-schema', 'json-object', 'text'] satisfies ReplyForm[]);
  return {
    id: provider.id,
    async prepare(question) {
      const ways = forms.map((form) => requestContent(question, form, { schemaPrompt: prompts.schema }));
      const kept = await firstKept(
        ways.map((content) => requestDigest(provider, content)),
        ledger,
      );
      // The form in which it was answered, since another process may have learnt what the server takes; else the strictest.
      const content = ways[Math.max(0, kept)];
      if (!content) throw new Error(`The provider ${provider.id} knows no form of asking.`);
      return {
        requestDigest: requestDigest(provider, content),
        kept: kept >= 0,
        request: content,
        body: provider.body ? JSON.stringify(provider.body(content)) : null,
      };
    },
    recall: (run) =>
      openModelAccess({ ...parts, ledger: readOnly(ledger), watch: undefined }).open({
        run,
        stage: 'draft',
        journal: { note: () => undefined },
        signal: new AbortController().signal,
      }),
  };
}

async function firstKept(digests: readonly string[], ledger: ModelLedger): Promise<number> {
  const replies: (KeptReply | null)[] = await Promise.all(digests.map((digest) => ledger.kept(digest)));
  return replies.findIndex((reply) => reply !== null);
}

/** Gives what is kept and lets nothing be spent: a reservation is refused, so that no call is made. */
function readOnly(ledger: ModelLedger): ModelLedger {
  return {
    ...ledger,
    reserve: async () => ({ kind: 'capped', cap: 'call', limit: 0, spent: 0 }),
    settle: async () => undefined,
    noteUse: async () => undefined,
  };
}
