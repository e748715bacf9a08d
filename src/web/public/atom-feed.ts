import { createHash } from 'node:crypto';
import { Feed } from 'feed';
import type { ToldNews } from '../../actions/what-changed.ts';
import { anchorOf } from './news-list.tsx';

interface FeedOf {
  title: string;
  /** The address people use, without a trailing slash. */
  baseUrl: string;
  /** Paths of the feed itself and of the page that shows the same. */
  self: string;
  page: string;
}

/**
 * News as an Atom feed (RFC 4287), newest first. Ids depend on what happened alone, not on the server's address, so that
 * a reader shows nothing twice after a move.
 */
export function atomFeed(news: readonly ToldNews[], { title, baseUrl, self, page }: FeedOf): string {
  const feed = new Feed({
    id: uuidOf(`feed ${self}`),
    title: legal(title),
    link: `${baseUrl}${page}`,
    feedLinks: { atom: `${baseUrl}${self}` },
    // Of an empty feed nothing was ever updated.
    updated: new Date(news[0]?.at ?? 0),
    author: { name: 'Assay' },
    generator: 'Assay',
  });
  for (const each of news) {
    const { slug, at, story } = each;
    const published = new Date(at);
    feed.addItem({
      id: uuidOf(each.id),
      // The library marks titles as HTML too.
      title: escaped(legal(titleOf(each))),
      link: `${baseUrl}/vendors/${slug}/history#${anchorOf(each)}`,
      date: published,
      published,
      description: legal(story.sentences.map(escaped).join('<br>')),
    });
  }
  return feed.atom1();
}

function titleOf({ name: plain, invented, kind, version }: ToldNews): string {
  const name = invented ? `${plain} (invented)` : plain;
  if (kind === 'withdrawn') return `${name}: version ${version} withdrawn`;
  return version === 1 ? `${name}: analysis published` : `${name}: version ${version}`;
}

/** An id of our own in the form of a UUID (version 8: a digest). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(`assay news ${text}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Summaries are read as HTML: what vendors and people wrote is text in it. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** XML has no place for most control characters, not even escaped, nor for halves of a surrogate pair. */
function legal(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\ufffd');
}
