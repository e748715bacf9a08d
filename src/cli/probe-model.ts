import { callTotals } from '../domain/call-totals.ts';
import type { Harvest } from '../domain/evidence.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { stages } from '../pipeline.ts';
import type { ModelLedger, ReplyForm, Tools } from '../ports.ts';
import type { Diagnosis } from './here.ts';

interface Probe {
  /** Of an invented product, with one page. */
  snapshot: Snapshot;
  tools: Tools;
  ledger: Pick<ModelLedger, 'calls' | 'exchange'>;
}

const formTexts: Record<ReplyForm, string> = {
  'json-schema': 'strict JSON Schema, as asked',
  'json-object': 'not known to this server: JSON objects, with the schema in the prompt',
  text: 'not known to this server: plain text, with the schema in the prompt',
};

/** Calls of one question, and then some: the probe asks one. */
const mostCalls = 10;

/**
 * Has the model read one page as an analysis would have it read, and tells what came of it: whether it answered, in which
 * form, how many of its quotes stand in the page, and what was spent.
 */
export async function probeModel({ snapshot, tools, ledger }: Probe): Promise<Diagnosis[]> {
  const started = performance.now();
  const corpus = await stages.extract.run(snapshot, tools);
  if (corpus.kind !== 'record') throw new Error('the page of the probe gave no passages');
  const evidence = await stages.gather.run(corpus.record, tools);
  const harvest = evidence.kind === 'record' ? evidence.record.harvest : undefined;
  if (!harvest) throw new Error('no model read the page of the probe');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { items } = await ledger.calls(snapshot.runId, { limit: mostCalls });
  const last = items.at(-1);
  const form = last ? (await ledger.exchange(last.requestDigest))?.form : undefined;
  const failed = harvest.parts.find(({ outcome }) => outcome !== 'read');
  const answered = harvest.parts.length > 0 && items.some(({ outcome }) => outcome === 'reply');
  const found: Diagnosis[] = [
    {
      what: 'model',
      ok: answered,
      text: answered ? `${tools.model?.id} answered in ${seconds} s` : (failed?.reason ?? 'It was not asked.'),
    },
  ];
  if (answered) {
    const unread = failed?.outcome === 'unanswered' ? `. ${failed.reason}` : '';
    found.push({ what: 'schema', ok: unread === '', text: `${formTexts[form ?? 'json-schema']}${unread}` });
    if (unread === '') found.push({ what: 'quotes', ...quotesOf(harvest) });
  }
  found.push({ what: 'spending', ok: true, text: spendingText(harvest.spent, callTotals(items).atMost) });
  return found;
}

/** A model that copies badly is no use, whatever else it can do: most of what it quotes must stand in the page. */
function quotesOf({ parts }: Harvest): { ok: boolean; text: string } {
  const sum = (of: 'proposed' | 'refused' | 'dropped'): number => parts.reduce((total, part) => total + part[of], 0);
  const [proposed, refused, dropped] = [sum('proposed'), sum('refused'), sum('dropped')];
  const standing = proposed - refused - dropped;
  const failed = parts.find(({ outcome }) => outcome !== 'read');
  const counts = `${proposed} proposed, ${standing} stand in the page word for word, ${refused} refused, ${dropped} named nothing that was offered`;
  if (failed) return { ok: false, text: `${counts}. ${failed.reason}` };
  if (standing === 0) return { ok: false, text: `${counts}. The page holds evidence, so choose a more able model.` };
  return { ok: true, text: counts };
}

/** `atMost` of the calls count at the most: whoever sets a budget should know that it will be used up sooner. */
function spendingText({ modelCalls, inputTokens, outputTokens, costUsd }: Harvest['spent'], atMost: number): string {
  const cost = costUsd === null ? 'its price is not known' : `$${costUsd.toFixed(4)}`;
  const bound =
    atMost === 0
      ? ''
      : '. That is the most it can have cost: the provider told no number of tokens, or one that cannot be true';
  return `${modelCalls} ${modelCalls === 1 ? 'call' : 'calls'}, ${inputTokens} tokens in and ${outputTokens} out, ${cost}${bound}`;
}
