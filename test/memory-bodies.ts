import { sha256 } from '../src/domain/digest.ts';
import type { Bodies } from '../src/ports.ts';

/** Bodies kept in memory, for tests of stages. */
export function memoryBodies(): Bodies & { all: Map<string, Uint8Array> } {
  const all = new Map<string, Uint8Array>();
  return {
    all,
    async keep(bytes) {
      const digest = sha256(bytes);
      all.set(digest, bytes);
      return digest;
    },
    async read(digest) {
      return all.get(digest) ?? null;
    },
  };
}
