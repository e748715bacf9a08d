import { z } from 'zod';
import { Role } from './closed-lists.ts';
import { Scope } from './scope.ts';

/** A person as administrators see them. */
export const Account = z.strictObject({
  email: z.string(),
  /** Empty where they gave none. */
  name: z.string(),
  role: Role,
  /** False: nothing of theirs signs in any more; what they did stays under their address. */
  active: z.boolean(),
  hasPassword: z.boolean(),
  /** Made for commands on a machine; a person may sign in with it all the same. */
  machine: z.boolean(),
  /** Whether anybody ever signed in with it. False of one that only commands act under, and of whoever was invited and has not come yet. */
  signsIn: z.boolean(),
  addedAt: z.string(),
  /** To within a few minutes; null where no session or token of theirs that is kept was ever used. */
  lastUsedAt: z.string().nullable(),
});
export type Account = z.infer<typeof Account>;

/** A session or token as its owner sees it: all but the secret. */
export const KeptSecret = z.strictObject({
  id: z.int(),
  /** A token's name; of a session how it began, `link` or `password`. */
  label: z.string(),
  scopes: z.array(Scope),
  /** Such as "Firefox on Linux"; empty for tokens. */
  browser: z.string(),
  startedAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string(),
});
export type KeptSecret = z.infer<typeof KeptSecret>;
