import type { PageText } from '../../domain/page-text.ts';
import { type DraftBlock, foldSpace, placeBlocks, visible } from './blocks.ts';
import { Rank } from './element-rules.ts';
import { walkHtml } from './html-walk.ts';
import { isFurniture } from './site-phrases.ts';

/** Fewer visible characters than this, on a page with scripts and a place for an app, and a browser is needed. */
const leastWithoutScript = 200;
/** So little main text, where the menus are there and scripts and a place for an app too, and the text comes by script. */
const leastMainText = 100;
/**
 * The content container counts as the main text if it holds this share of `main`, and either if it holds this share of
 * all text that is no menu. Less means that markup closed it early (a stray end tag), or that it is one card of many.
 */
const contentShare = 0.75;
/** A list of more link than this is a menu, where the page says nowhere which part is its main text. */
const menuShare = 0.8;

/** What a banner of its own says of the version. */
const saysOld =
  /\b(documentation|docs|version|release|page)\b[^.]{0,80}\b(no longer (being )?(actively )?(maintained|supported)|out ?dated|unsupported|unmaintained|archived|end[- ]of[- ]life)\b|not the (latest|current|most recent) (stable )?(version|release)|\b(an? )?(older|old|previous|outdated) (version|release)\b/i;
/** In the text itself only a sentence about the page counts: manuals speak of old versions of many things. */
const pageSaysOld =
  /\byou(’re|'re| are) (currently )?(reading|viewing|browsing|looking at)\b[^.]{0,80}\b(older|old|previous|outdated|archived|unsupported|unmaintained|no longer (actively )?(maintained|supported))\b|\bthis (documentation|page|is documentation)\b[^.]{0,60}\b(no longer (actively )?(maintained|updated)|outdated|unmaintained|archived)\b/i;

/** An HTML page as stored text. */
export function readHtml(html: string, url: string): PageText {
  const walked = walkHtml(html);
  const drafts = mainText(walked.drafts).filter((draft) => !isFurniture(draft));
  const { text, blocks } = placeBlocks(drafts);
  const base = resolve(walked.base, url) ?? url;
  const links = new Set<string>();
  for (const href of walked.hrefs) {
    const link = resolve(href, base);
    if (link !== null) links.add(link);
  }
  const shown = walked.drafts.reduce((sum, draft) => sum + draft.text.length, 0);
  const heading = drafts.find((draft) => draft.kind === 'heading' && draft.level === 1);
  return {
    title: heading?.text ?? siteFree(foldSpace(visible(walked.titleElement))),
    text,
    blocks,
    links: [...links],
    canonical: resolve(walked.canonical, base),
    language: walked.language === null || walked.language.trim() === '' ? null : walked.language.trim().toLowerCase(),
    needsJavascript:
      (shown < leastWithoutScript || text.length < leastMainText) &&
      walked.scripts > 0 &&
      (walked.appRoot || walked.asksForScript),
    hidden: walked.hidden,
    outdated: saysOld.test(walked.banner) || pageSaysOld.test(text.slice(0, 400)),
  };
}

/** The part of the page that is its main text, by what the page itself marks as such. */
function mainText(drafts: readonly DraftBlock[]): DraftBlock[] {
  const page = weigh(drafts);
  const main = drafts.filter((draft) => draft.rank >= Rank.main);
  const content = main.filter((draft) => draft.rank >= Rank.content);
  const [mainWeight, contentWeight] = [weigh(main), weigh(content)];
  if (contentWeight > 0 && contentWeight >= contentShare * Math.max(mainWeight, page)) return content;
  if (mainWeight > 0 && mainWeight >= contentShare * page) return main;
  return withoutMenus(drafts);
}

/** Characters that are no link, and a few for those that are. */
function weigh(drafts: readonly DraftBlock[]): number {
  return drafts.reduce((sum, draft) => sum + Math.max(draft.text.length - draft.linked, draft.text.length / 20), 0);
}

function withoutMenus(drafts: readonly DraftBlock[]): DraftBlock[] {
  const groups = new Map<number, { size: number; linked: number; items: number }>();
  for (const draft of drafts) {
    if (draft.group === 0) continue;
    const group = groups.get(draft.group) ?? { size: 0, linked: 0, items: 0 };
    group.size += draft.text.length;
    group.linked += draft.linked;
    group.items += 1;
    groups.set(draft.group, group);
  }
  return drafts.filter((draft) => {
    const group = groups.get(draft.group);
    return draft.kind === 'row' || group === undefined || group.items < 4 || group.linked < menuShare * group.size;
  });
}

/** A title element without the site's name behind a bar. */
function siteFree(title: string): string {
  return title.split(/ [|–—·»] /)[0]?.trim() ?? '';
}

/** Scheme, host and port as they are already written; anything unusual is taken apart in full. */
const originOf = /^https?:\/\/[a-z0-9.-]+(?::[1-9]\d*)?(?=\/|$)/;

/** An absolute address without its fragment, or null for what is no web address. */
export function resolve(href: string | null, base: string): string | null {
  if (href === null || href === '' || href.startsWith('#')) return null;
  // Most links of a page: what needs no taking apart. A dot may begin a step up.
  const simple = /^\/[\w~/-]+(?:\.\w+)?\/?(?=#|$)/.exec(href)?.[0];
  const origin = simple === undefined || simple.includes('//') ? null : originOf.exec(base)?.[0];
  if (simple !== undefined && origin) return origin + simple;
  if (/^(mailto|tel|javascript|data|blob|about|ftp|file):/i.test(href)) return null;
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  return url.href;
}
