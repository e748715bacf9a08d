import { Parser } from 'htmlparser2';
import type { DraftBlock } from './blocks.ts';
import {
  chromeRoles,
  hidingSelectors,
  isPlain,
  looksOf,
  Rank,
  skipped,
  styleHides,
  voidElements,
} from './element-rules.ts';
import { HtmlBlocks } from './html-blocks.ts';
import { noteKind } from './note-kind.ts';

/** Elements within one another; deeper than any page made for readers. Beyond it reading stops. */
const deepest = 512;
/** Attributes of one tag. Beyond it reading stops. */
const mostAttributes = 200;
/** Addresses kept of one page. */
const mostLinks = 5000;

type Attributes = Record<string, string>;

/** `soft`: dropped unless the main text turns out to stand within. */
type Skip = 'no' | 'soft' | 'hard';

interface Frame {
  name: string;
  /** The element that it is to readers: `div`s laid out as a table say so by their roles. */
  as: string;
  note: boolean;
  skip: Skip;
  /** The hidden element that this stands in; counted once it proves to hold text. */
  hidden: { counted: boolean } | null;
  rank: number;
  banner: boolean;
  linked: boolean;
}

const tableRoles: Record<string, string> = {
  table: 'table',
  rowgroup: 'tbody',
  row: 'tr',
  columnheader: 'th',
  rowheader: 'th',
  cell: 'td',
  gridcell: 'td',
};
/** Ids that frameworks give to the element that scripts fill. */
const appRoots = new Set(
  'root app __next __nuxt ___gatsby svelte main-app app-root q-app swagger-ui redoc redoc-container'.split(' '),
);
/** Elements that scripts turn into the reference of an interface. */
const appElements = new Set('redoc rapi-doc elements-api api-reference'.split(' '));
/** What only its name makes more than what it stands in. */
const named = new Set([...skipped, 'html', 'body', 'main', 'article', 'header', 'aside', 'form']);
const rolesAsTable = /^(div|span|ul|li)$/;
/** Their classes tell of the language or the layout of what they hold, in any words. */
const keepsItsClass = /^(section|td|tr|code|pre|dt)$/;

/** What one pass over the markup finds. */
export interface Walked {
  drafts: DraftBlock[];
  titleElement: string;
  hrefs: string[];
  base: string | null;
  canonical: string | null;
  language: string | null;
  hidden: number;
  banner: string;
  scripts: number;
  appRoot: boolean;
  asksForScript: boolean;
}

/** Reads HTML as a stream, without a tree, so that no markup can cost more than its length. */
export function walkHtml(html: string): Walked {
  const blocks = new HtmlBlocks();
  const found: Walked = {
    drafts: blocks.drafts,
    titleElement: '',
    hrefs: [],
    base: null,
    canonical: null,
    language: null,
    hidden: 0,
    banner: '',
    scripts: 0,
    appRoot: false,
    asksForScript: false,
  };
  const stack: Frame[] = [];
  const root: Frame = {
    name: '',
    as: '',
    note: false,
    skip: 'no',
    hidden: null,
    rank: Rank.page,
    banner: false,
    linked: false,
  };
  let top = root;
  let attributes = 0;
  let tabs = 0;
  let hiddenBySheet = new Set<string>();
  let sheet = '';

  const parser = new Parser(
    {
      onopentagname() {
        attributes = 0;
      },
      onattribute() {
        attributes += 1;
        if (attributes > mostAttributes) parser.pause();
      },
      onopentag(name, attribs) {
        note(name, attribs);
        if (voidElements.has(name)) {
          if (name === 'br' && top.skip === 'no' && top.hidden === null) blocks.lineBreak();
          if (name === 'hr' && top.skip === 'no') blocks.flush(top.rank);
          return;
        }
        if (stack.length >= deepest) {
          parser.pause();
          return;
        }
        if (attribs.role === 'tab') tabs += 1;
        stack.push(top);
        top = enter(top, name, attribs);
        if (top.skip === 'no' && top.hidden === null) {
          blocks.open(top.as, attribs, top.rank);
          const kind = attribs.class === undefined ? null : noteKind(name, attribs.class);
          if (kind !== null) {
            top.note = true;
            blocks.beginNote(kind);
          }
        } else blocks.interrupt(name, stack.at(-1)?.rank ?? Rank.page);
      },
      onclosetag(name) {
        if (voidElements.has(name) || top === root) return;
        if (top.skip === 'no' && top.hidden === null) blocks.close(top.as, top.rank);
        else blocks.interrupt(name, top.rank);
        if (top.note) blocks.endNote();
        if (name === 'style') {
          hiddenBySheet = new Set([...hiddenBySheet, ...hidingSelectors(sheet)]);
          sheet = '';
        }
        top = stack.pop() ?? root;
      },
      ontext(text) {
        if (top.name === 'style') sheet += text;
        else if (top.name === 'title' && found.titleElement.length < 500 && stack.length < 6)
          found.titleElement += text;
        else if (top.name === 'noscript' && /java\s?script/i.test(text)) found.asksForScript = true;
        if (top.banner && found.banner.length < 2000) found.banner += `${text} `;
        if (top.skip !== 'no') return;
        if (top.hidden === null) {
          blocks.text(text, top.linked);
        } else if (!top.hidden.counted && /\S/.test(text)) {
          top.hidden.counted = true;
          found.hidden += 1;
        }
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  // After a pause the rest of the markup is left unread; what stands before it counts.
  if (stack.length < deepest && attributes <= mostAttributes) parser.end();
  blocks.end(top.rank);
  return found;

  function note(name: string, attribs: Attributes): void {
    if ((name === 'a' || name === 'area') && attribs.href !== undefined && found.hrefs.length < mostLinks) {
      found.hrefs.push(attribs.href);
    } else if (name === 'link' && /\bcanonical\b/i.test(attribs.rel ?? '')) found.canonical ??= attribs.href ?? null;
    else if (name === 'base') found.base ??= attribs.href ?? null;
    else if (name === 'html') found.language ??= attribs.lang ?? attribs['xml:lang'] ?? null;
    else if (name === 'script') found.scripts += 1;
    if ((attribs.id !== undefined && appRoots.has(attribs.id)) || name.startsWith('app-') || appElements.has(name))
      found.appRoot = true;
  }

  function enter(parent: Frame, name: string, attribs: Attributes): Frame {
    const looks = looksOf(attribs.class ?? '', attribs.id ?? '');
    // Most elements are spans, paragraphs and links that say nothing of themselves.
    if (isPlain(looks) && !named.has(name) && !tells(attribs)) {
      const { skip, hidden, rank, banner } = parent;
      return { name, as: name, note: false, skip, hidden, rank, banner, linked: parent.linked || name === 'a' };
    }
    const role = (attribs.role ?? '').toLowerCase();
    const isMain = name === 'main' || role === 'main';
    const isSkeleton = name === 'html' || name === 'body';
    const isContent = name === 'article' || role === 'article' || looks.content;
    const banner = parent.banner || (looks.versionBanner && !isSkeleton);
    const linked = parent.linked || name === 'a';
    if (parent.skip === 'hard') return { ...parent, name, as: name, note: false, banner, linked };

    const hides = !isSkeleton && (parent.hidden !== null || isHidden(attribs, looks.hidden));
    const hidden = hides ? (parent.hidden ?? { counted: false }) : null;
    const rank = Math.max(parent.rank, isContent && !isSkeleton ? Rank.content : isMain ? Rank.main : parent.rank);
    const as = tableRoles[role] !== undefined && rolesAsTable.test(name) ? tableRoles[role] : name;
    const frame = { name, as, note: false, hidden, rank, banner, linked };
    if (isSkeleton) return { ...frame, skip: 'no' };
    if (isMain || isContent) return { ...frame, skip: looks.versionBanner ? 'soft' : 'no' };
    if (skipped.has(name)) return { ...frame, skip: 'hard' };
    // The header of an article holds its title; that of a page holds its menus.
    if (name === 'header' && parent.rank < Rank.main) return { ...frame, skip: 'soft' };
    if (name === 'aside' && !looks.note && !role.startsWith('doc-') && (parent.rank < Rank.content || looks.chrome))
      return { ...frame, skip: 'hard' };
    if (name === 'form' && stack.length > 4 && parent.rank < Rank.content) return { ...frame, skip: 'hard' };
    if (chromeRoles.has(role) && !(role === 'complementary' && looks.note)) return { ...frame, skip: 'soft' };
    // Back from a note to its place; a heading links back to the list of contents in the same words.
    if (role === 'doc-backlink' && !/^h[1-6]$/.test(parent.name)) return { ...frame, skip: 'soft' };
    if (looks.versionBanner) return { ...frame, skip: 'soft' };
    if (looks.lineNumbers || (name === 'span' && attribs.class === 'lang')) return { ...frame, skip: 'soft' };
    if (looks.chrome && !keepsItsClass.test(name)) return { ...frame, skip: 'soft' };
    if (looks.chromeId && !isNamedByHeading(name, attribs.class ?? '')) return { ...frame, skip: 'soft' };
    return { ...frame, skip: parent.skip };
  }

  /** Whether attributes beside class and id change what an element is, or a style sheet may. */
  function tells(attribs: Attributes): boolean {
    return (
      attribs.role !== undefined ||
      attribs.style !== undefined ||
      attribs.hidden !== undefined ||
      attribs['aria-hidden'] !== undefined ||
      attribs.class === 'lang' ||
      (hiddenBySheet.size > 0 && (attribs.class !== undefined || attribs.id !== undefined))
    );
  }

  function isHidden(attribs: Attributes, byClass: boolean): boolean {
    const sheetHides =
      hiddenBySheet.size > 0 &&
      ((attribs.class ?? '').split(/\s+/).some((one) => hiddenBySheet.has(`.${one}`)) ||
        hiddenBySheet.has(`#${attribs.id ?? ''}`));
    const hides =
      byClass ||
      sheetHides ||
      attribs.hidden !== undefined ||
      attribs['aria-hidden'] === 'true' ||
      (attribs.style !== undefined && styleHides(attribs.style));
    if (!hides) return false;
    // A reader brings up the panel behind a tab with a click; each tab announced before vouches for one panel.
    if (attribs.role === 'tabpanel' && tabs > 0) {
      tabs -= 1;
      return false;
    }
    return true;
  }
}

/** Sections carry the words of their heading as id: a section called "Feedback" is text, not a widget. */
function isNamedByHeading(name: string, className: string): boolean {
  return /^(section|h[1-6]|p|td|tr|code|pre|dt)$/.test(name) || /(^|\s)(section|sect\d)(\s|$)/.test(className);
}
