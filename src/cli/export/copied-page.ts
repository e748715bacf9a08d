import { contentPolicy } from '../../domain/content-policy.ts';
import { unknownSite } from '../../web/public/unknown-site.ts';
import { type CopiedAddress, copiedAddress, relativeLink } from './copied-address.ts';
import { copiedText } from './copied-text.ts';

/** A page as it is written. */
export interface CopiedPage {
  html: string;
  /** What it links to on this site. */
  links: CopiedAddress[];
  /** What it says of itself and others by whole addresses of this site. */
  named: CopiedAddress[];
}

/** How a page is copied. */
export interface CopyOptions {
  /** Where the copy will stand; null where nobody said. */
  site: string | null;
  /** Set for a page that is drawn for its query in the browser. */
  scripts: CopyScripts | null;
}

/** Which scripts a page of the copy loads, as files of the copy. */
export interface CopyScripts {
  /** Runs before the page is shown. */
  early: string;
  module: string;
}

/** What a server says by headers, as far as a page can say it of itself. */
const policy = contentPolicy('by the page');

/** Attributes that lead somewhere, as hono writes them; what stands in a script element is no markup. */
const leads =
  /<script\b[^>]*>[\s\S]*?<\/script>|( (?:(?:href|src|action)="|http-equiv="refresh" content="0;url=))([^"]*)"/g;
/** A script in a file of its own; what stands in a page is data. */
const scriptFile = /^<script\b[^>]* src="([^"]*)"/;

/** Words for whoever has no scripts, on a page that one draws; the script takes them away. */
const needsScript =
  '<p class="notice" data-needs-script>Searching, filtering, comparing and building a stack need JavaScript on this copy of the catalogue. Every analysis can be read without it.</p>';

/**
 * A page of the server as a page of the copy: links lead to files, its own policy stands in it, and scripts that need the
 * server are left out.
 */
export function copiedPage(html: string, at: CopiedAddress, { site, scripts }: CopyOptions): CopiedPage {
  const links: CopiedAddress[] = [];
  const named: CopiedAddress[] = [];
  const then: string[] = [];
  const linked = html.replace(leads, (whole, before: string | undefined, value: string | undefined) => {
    if (before === undefined || value === undefined) return script(whole);
    const to = target(value);
    return to ? `${before}${to}"` : whole;
  });
  // What stands elsewhere than in a link, such as an address that can be copied.
  const whole = copiedText(linked, at, site).text;
  const head = `<meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="${escaped(policy)}"/>`;
  const own = whole.replace(/<meta charset="utf-8"\s*\/?>/, head);
  return { html: `${scripts ? drawn(own, at, { scripts, then }) : own}\n`, links, named };

  function target(value: string): string | null {
    const link = unescaped(value);
    if (site !== null && isWhole(link)) {
      named.push(...copiedText(link, at, site).named);
      return null;
    }
    const to = link.startsWith('#') ? null : copiedAddress(link, at.address);
    if (!to) return null;
    links.push(to);
    return escaped(relativeLink(at.file, to));
  }

  function script(element: string): string {
    const src = scriptFile.exec(element)?.[1];
    if (src === undefined) {
      const data = copiedText(element, at, site);
      // What stands behind a # there names a thing, and no place on a page.
      named.push(...data.named.map((to) => ({ ...to, hash: '' })));
      return data.text;
    }
    // htmx asks the server for parts of a page, and there is none.
    if (/\/htmx-[^/]*$/.test(src)) return '';
    const to = target(src) ?? src;
    // A script of a page that is drawn runs once it is drawn.
    if (scripts) then.push(to);
    return scripts ? '' : element.replace(src, () => to);
  }
}

/** An address of this site that stays whole where it is known where the copy will stand, such as the one a page gives itself. */
function isWhole(link: string): boolean {
  return link === unknownSite || link.startsWith(`${unknownSite}/`);
}

/** The scripts that draw a page, before everything that stands in its head. */
function drawn(html: string, at: CopiedAddress, { scripts, then }: { scripts: CopyScripts; then: string[] }): string {
  const to = (file: string): string => relativeLink(at.file, { file, query: '', hash: '' });
  const after = then.length > 0 ? ` data-then="${then.join(' ')}"` : '';
  return html
    .replace(
      '</head>',
      () =>
        `<script src="${to(scripts.early)}"></script><script type="module" src="${to(scripts.module)}"${after}></script></head>`,
    )
    .replace('<main id="content">', (main) => main + needsScript);
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescaped(value: string): string {
  return value.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
