/** Something in an address that could not be followed. The rest of it still works. */
export interface StackProblem {
  /** `withdrawn` is only told where the store was asked; a browser knows such a product as `unknown-product`. */
  kind: 'not-understood' | 'unknown-product' | 'withdrawn' | 'other-category';
  /** The parameter's name, as it came. */
  parameter: string;
  /** The product it is about; null where it is about none. */
  slug: string | null;
  /** One sentence, or two: what was seen and what to do. */
  text: string;
}
