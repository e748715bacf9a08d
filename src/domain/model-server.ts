import { z } from 'zod';

/**
 * Stands for the host that answered, where that is not the provider's own: the same for the same host of an installation.
 * A seal, not the name, because analyses are public and a host inside a company is nobody else's business.
 */
export const ModelServer = z.string().regex(/^[0-9a-f]{16}$/);

/** What stands for a host, by a keyed digest of it. */
export function modelServer(host: string, seal: (text: string) => string): string {
  return seal(`model server ${host}`).slice(0, 16);
}
