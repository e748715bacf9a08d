/** Lists, a page at a time. */

/** A page of a list: `next` is the cursor of the following page, null at the end. */
export interface Listed<T> {
  items: T[];
  next: string | null;
}

export interface ListRequest {
  limit: number;
  after?: string | null;
}

/** A list that is turned in both directions: `previous` is the cursor of the page before, null on the first. */
export interface Paged<T> extends Listed<T> {
  previous: string | null;
}

/** `before` is a cursor that came as `previous`; `after` is not looked at then. */
export interface PageRequest extends ListRequest {
  before?: string | null;
}
