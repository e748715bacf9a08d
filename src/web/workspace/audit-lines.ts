import { checkpointNow } from '../../actions/take-checkpoint.ts';
import type { AuditQuery } from '../../ports.ts';
import type { WebParts } from '../parts.ts';

/** Entries read at once while a file is sent, so that a log of any length takes no more memory than these. */
const pageSize = 1000;

/** The entries asked for, oldest first, then a signed checkpoint of the whole log: one JSON value a line. */
export function auditLines(
  office: WebParts['office'],
  query: Pick<AuditQuery, 'actor' | 'action' | 'subject'>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  return new ReadableStream({
    async pull(controller) {
      const entries = await office.store.audit.find({ ...query, after, limit: pageSize });
      after = entries.at(-1)?.sequence ?? after;
      const lines = entries.map((entry) => `${JSON.stringify({ entry })}\n`);
      if (entries.length === pageSize) return controller.enqueue(encoder.encode(lines.join('')));
      const checkpoint = await checkpointNow(office);
      if (checkpoint) lines.push(`${JSON.stringify({ checkpoint })}\n`);
      controller.enqueue(encoder.encode(lines.join('')));
      controller.close();
    },
  });
}
