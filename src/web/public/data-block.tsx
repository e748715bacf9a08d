import { raw } from 'hono/html';
import { blockJson } from './block-json.ts';

/**
 * JSON-LD inside a page. A script element of this type is data: no browser runs it, so the content policy does not speak
 * of it. It is the one place where text goes into a page without being escaped as HTML, because inside a script element
 * nothing would read it back; `blockJson` leaves no character in it that could end the element.
 */
export function DataBlock({ value }: { value: object }) {
  return <script type="application/ld+json">{raw(blockJson(value))}</script>;
}
