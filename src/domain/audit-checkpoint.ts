import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, sha256 } from './digest.ts';

const hex64 = /^[0-9a-f]{64}$/;

/**
 * How long the audit log was and the hash of its last entry, signed under the installation's secret. The log that goes on
 * from there still holds that entry; a log that was cut or written anew does not.
 */
export const AuditCheckpoint = z.strictObject({
  format: z.literal(1),
  /** Which installation made it: a digest of its secret, so that another one's is not taken for a changed one. */
  installation: z.string().regex(/^[0-9a-f]{16}$/),
  entries: z.int().positive(),
  /** Of the entry whose number is `entries`. */
  hash: z.string().regex(hex64),
  at: z.iso.datetime(),
  signature: z.string().regex(hex64),
});
export type AuditCheckpoint = z.infer<typeof AuditCheckpoint>;

/** A checkpoint of a log of this length, signed under the installation's secret. */
export function signedCheckpoint(
  head: Pick<AuditCheckpoint, 'entries' | 'hash' | 'at'>,
  secret: string,
): AuditCheckpoint {
  const { entries, hash, at } = head;
  const body = { format: 1 as const, installation: installationOf(secret), entries, hash, at };
  return { ...body, signature: signatureOf(body, secret) };
}

/** Why a checkpoint is none of this installation's as it made it; null where it is one. */
export function checkpointFault(checkpoint: AuditCheckpoint, secret: string): 'foreign' | 'changed' | null {
  if (checkpoint.installation !== installationOf(secret)) return 'foreign';
  const { signature, ...body } = checkpoint;
  const own = Buffer.from(signatureOf(body, secret), 'hex');
  return timingSafeEqual(own, Buffer.from(signature, 'hex')) ? null : 'changed';
}

function signatureOf(body: Omit<AuditCheckpoint, 'signature'>, secret: string): string {
  // The name of what is signed keeps it apart from everything else that the secret is a key of.
  return createHmac('sha256', secret)
    .update(`assay audit checkpoint ${canonicalJson(body)}`)
    .digest('hex');
}

function installationOf(secret: string): string {
  return sha256(`assay installation ${secret}`).slice(0, 16);
}
