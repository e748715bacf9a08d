import { Parser } from 'htmlparser2';

/** What can be led to on a page, and where it leads, as a browser reads the markup. */
export interface PageAnchors {
  ids: Set<string>;
  /** Every address in `href`, `src` and `action`, and where a page goes on to by itself, as it stands there. */
  links: Set<string>;
}

const leads: ReadonlySet<string> = new Set(['href', 'src', 'action']);
const goesOn = /^\s*\d+\s*;\s*url=(.*)$/i;

/** Reads a page for its anchors. */
export function pageAnchors(html: string): PageAnchors {
  const found: PageAnchors = { ids: new Set(), links: new Set() };
  const parser = new Parser({
    onattribute(name, value) {
      if (name === 'id') found.ids.add(value);
      if (leads.has(name)) found.links.add(value);
      const onward = name === 'content' ? goesOn.exec(value)?.[1] : undefined;
      if (onward !== undefined) found.links.add(onward);
    },
  });
  parser.end(html);
  return found;
}
