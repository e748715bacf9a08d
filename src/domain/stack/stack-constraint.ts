/**
 * A constraint of a state: one of the first six, or `out:<slug>` for an exclusion, or `in:<category>` for a placement,
 * which refuses every other product of that category.
 */
export type ConstraintId =
  | 'context'
  | 'least-inpact'
  | 'least-goals'
  | 'open-source'
  | 'price'
  | 'linked'
  | `out:${string}`
  | `in:${string}`;
