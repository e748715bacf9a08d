import { z } from 'zod';
import type { Citation } from './analysis.ts';
import { ClaimKind, DecisionValue } from './closed-lists.ts';

/** Longest text that an edit may hold, in characters; no field of an analysis comes near it. */
const longest = 4000;

const Text = z
  .string()
  .trim()
  .max(longest, `must be at most ${longest} characters`)
  // The database has no place for U+0000.
  .refine((text) => !text.includes('\u0000'), 'must not hold the character U+0000');

/** Why something was changed: kept in the record, never published. */
const Reason = Text.default('');
/** A path into the document, such as `strengths.1`; for checks also the check's id. */
const Path = z.string().min(1).max(200);
/** The name of a quote's place: `placeOfQuote`. */
const Place = z.string().min(1).max(200);

const Decide = z.strictObject({
  do: z.literal('decide'),
  check: Path,
  decision: DecisionValue,
  /** The sentence that readers see beside the decision. Where the decision changes, an old one does not stay. */
  why: Text.optional(),
  reason: Reason,
});

/** `quote` is looked for in the stored page, from `from` on first, and is cited as the page has it, or refused. */
const Cite = z.strictObject({
  do: z.literal('cite'),
  at: Path,
  textDigest: z.string().regex(/^[0-9a-f]{64}$/, 'must be the digest of a stored page'),
  quote: z.string().min(1).max(longest),
  from: z.int().nonnegative().default(0),
  reason: Reason,
});

const Drop = z.strictObject({ do: z.literal('drop'), at: Path, place: Place, reason: Reason });

const Write = z.strictObject({
  do: z.literal('write'),
  at: Path,
  text: Text.optional(),
  kind: ClaimKind.optional(),
  reason: Reason,
});

/** Sets a field that is no claim, such as `trustRisks.0.severity`. */
const SetField = z.strictObject({ do: z.literal('set'), at: Path, value: Text, reason: Reason });
const Remove = z.strictObject({ do: z.literal('remove'), at: Path, reason: Reason });
const Add = z.strictObject({ do: z.literal('add'), to: Path, fields: z.record(z.string(), Text), reason: Reason });
const Resolve = z.strictObject({ do: z.literal('resolve'), flag: z.string().min(1).max(64), reason: Reason });
/** In a change draft: cites what stands now in the place of quotes that read otherwise. */
const Renew = z.strictObject({ do: z.literal('renew'), at: Path, reason: Reason });

/** One change to a draft, as a person asks for it. */
export const Edit = z.discriminatedUnion('do', [Decide, Cite, Drop, Write, SetField, Remove, Add, Resolve, Renew]);
export type Edit = z.infer<typeof Edit>;

/** An edit that is made as it is; renewing is made of dropping and citing. */
export type PlainEdit = Exclude<Edit, { do: 'renew' }>;

/** A change whose quote has passed the gate: what remains needs nothing but the document. */
export type GatedEdit =
  | Exclude<PlainEdit, { do: 'cite' }>
  | (Omit<z.infer<typeof Cite>, 'textDigest' | 'quote' | 'from'> & { citation: Citation });

/** What one edit did, for the history of a draft and the audit log. */
export const EditNote = z.strictObject({
  /** The place it was about. */
  at: z.string(),
  /** What was done, in words. */
  did: z.string(),
  reason: z.string(),
});
export type EditNote = z.infer<typeof EditNote>;

/** A name for where a quote stands: equal for citations of the same span. */
export function placeOfQuote({ textDigest, start, end }: Pick<Citation, 'textDigest' | 'start' | 'end'>): string {
  return `${textDigest}:${start}-${end}`;
}
