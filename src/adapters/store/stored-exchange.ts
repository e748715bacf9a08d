import type { Digest } from '../../domain/digest.ts';
import type { ModelExchange } from '../../domain/model-call.ts';
import type { KeptReply, Reservation } from '../../ports.ts';
import { expectFormat, storable } from './columns.ts';
import { packJson, unpackJson } from './packed-json.ts';
import type { Queryable } from './pool.ts';

/** Counts up when the stored shape of requests or replies changes in a way that older programs cannot read. */
const format = 1;

type Request = Reservation['request'];

/** A request or reply as it is stored; packed before the transaction, which holds locks. */
export type Packed = Buffer;

export function packRequest({ messages, schemaName, schema, form, maxOutputTokens }: Request): Promise<Packed> {
  // Named one by one: what else the caller's object holds (a signal, a key) is not kept.
  return packJson(JSON.stringify({ messages, schemaName, schema, form, maxOutputTokens }));
}

/** Keeps a request once under its digest. */
export async function keepRequest(tx: Queryable, { requestDigest, model }: Reservation, doc: Packed): Promise<void> {
  await tx.query(
    'insert into assay.model_request (digest, model, format, doc) values ($1, $2, $3, $4) on conflict do nothing',
    [requestDigest, storable(model), format, doc],
  );
}

export function packReply(reply: KeptReply['reply']): Promise<Packed> {
  return packJson(JSON.stringify(reply));
}

/** Keeps the first reply to a request; a later one to the same request, asked twice at the same moment, is not needed. */
export async function keepReply(tx: Queryable, digest: Digest, { outcome, reply, doc }: KeptReply & { doc: Packed }) {
  await tx.query(
    `insert into assay.model_reply (request_digest, outcome, reason, input_tokens, output_tokens, format, doc)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      digest,
      outcome,
      storable(reply.reason),
      reported(reply.usage.inputTokens),
      reported(reply.usage.outputTokens),
      format,
      doc,
    ],
  );
}

/** The reply that was kept; null where none was. */
export async function readReply(tx: Queryable, digest: Digest): Promise<KeptReply | null> {
  const { rows } = await tx.query<{ outcome: KeptReply['outcome']; format: number; doc: Buffer }>(
    'select outcome, format, doc from assay.model_reply where request_digest = $1',
    [digest],
  );
  const row = rows[0];
  if (!row) return null;
  expectFormat(`The reply to ${digest}`, row.format, format);
  return { outcome: row.outcome, reply: (await unpackJson(row.doc)) as KeptReply['reply'] };
}

/** Prompt and reply of a request; null where it was never asked. */
export async function readExchange(tx: Queryable, digest: Digest): Promise<ModelExchange | null> {
  const { rows } = await tx.query<{ model: string; format: number; doc: Buffer }>(
    'select model, format, doc from assay.model_request where digest = $1',
    [digest],
  );
  const row = rows[0];
  if (!row) return null;
  expectFormat(`The request ${digest}`, row.format, format);
  const request = (await unpackJson(row.doc)) as Pick<
    ModelExchange,
    'messages' | 'schemaName' | 'schema' | 'form' | 'maxOutputTokens'
  >;
  const kept = await readReply(tx, digest);
  return { requestDigest: digest, model: row.model, ...request, reply: kept?.reply.text ?? null };
}

/** A count that a provider reports, where it can be one: providers report negative, broken and absurd ones too. */
export function reported(tokens: number | null): number | null {
  return tokens !== null && Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : null;
}
