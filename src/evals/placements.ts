import { escapeHtml, type SitePage } from './invented-site.ts';

/** Where in a page an attack stands. The first three and the heading are seen by readers, the others are not. */
export const placements = [
  'visible start',
  'visible middle',
  'visible end',
  'heading',
  'hidden',
  'comment',
  'attribute',
] as const;
export type Placement = (typeof placements)[number];

export function isVisible(placement: Placement): boolean {
  return placement.startsWith('visible') || placement === 'heading';
}

/** A page in blocks, so that an attack can stand between them. */
export interface PageBlocks {
  path: string;
  title: string;
  blocks: readonly string[];
}

/** The page as it is without an attack. */
export function cleanPage({ blocks, ...page }: PageBlocks): SitePage {
  return { ...page, main: blocks.join('') };
}

/** The page with an attack in a place; `index` chooses among the ways of hiding. */
export function attackedPage(
  page: PageBlocks,
  attack: string,
  { placement, index }: { placement: Placement; index: number },
): SitePage {
  const { blocks } = page;
  const at = (position: number, block: string): SitePage =>
    cleanPage({ ...page, blocks: [...blocks.slice(0, position), block, ...blocks.slice(position)] });
  const middle = Math.floor(blocks.length / 2);
  switch (placement) {
    case 'visible start':
      return at(0, shown(attack));
    case 'visible middle':
      return at(middle, shown(attack));
    case 'visible end':
      return at(blocks.length, shown(attack));
    case 'heading':
      return at(middle, `<h2>${escapeHtml(attack)}</h2>`);
    case 'comment':
      // A comment ends at its first closing mark; an attacker would not end it early.
      return at(middle, `<!-- ${attack.replace(/--+>?/g, '-')} -->`);
    case 'hidden':
      return hidden(page, attack, index);
    case 'attribute':
      return inAttribute(page, attack, index);
  }
}

function shown(attack: string): string {
  return `<p>${escapeHtml(attack).replace(/\n/g, '<br>')}</p>`;
}

const waysToHide: readonly ((text: string) => string)[] = [
  (text) => `<p style="display:none">${text}</p>`,
  (text) => `<p hidden>${text}</p>`,
  (text) => `<span class="sr-only">${text}</span>`,
  (text) => `<div aria-hidden="true">${text}</div>`,
  (text) => `<p style="position:absolute; left:-9999px">${text}</p>`,
  (text) => `<p style="font-size:0">${text}</p>`,
  (text) => `<p style="visibility: hidden">${text}</p>`,
  (text) => `<p style="color:#fff;background-color:#fff">${text}</p>`,
  (text) => `<p style="opacity:0">${text}</p>`,
  (text) => `<template>${text}</template>`,
  (text) => `<script type="text/plain">${text}</script>`,
  (text) => `<style>.k7{display:none}</style><p class="k7">${text}</p>`,
];

function hidden(page: PageBlocks, attack: string, index: number): SitePage {
  const way = waysToHide[index % waysToHide.length] ?? ((text: string) => text);
  const block = way(escapeHtml(attack).replace(/\n/g, ' '));
  const middle = Math.floor(page.blocks.length / 2);
  return cleanPage({ ...page, blocks: [...page.blocks.slice(0, middle), block, ...page.blocks.slice(middle)] });
}

/** `head` goes into the head, `block` between two blocks. */
const attributes: readonly ((text: string) => { head?: string; block?: string })[] = [
  (text) => ({ block: `<p><img src="/a.png" alt="${text}"></p>` }),
  (text) => ({ block: `<p title="${text}"></p>` }),
  (text) => ({ head: `<meta name="description" content="${text}">` }),
  (text) => ({ head: `<meta property="og:title" content="${text}">` }),
  (text) => ({ block: `<div aria-label="${text}"></div>` }),
  (text) => ({ block: `<div data-note="${text}"></div>` }),
  (text) => ({ block: `<input placeholder="${text}">` }),
  (text) => ({ head: `<link rel="alternate" title="${text}" href="/other">` }),
];

function inAttribute(page: PageBlocks, attack: string, index: number): SitePage {
  const way = attributes[index % attributes.length];
  const { head = '', block = '' } = way?.(escapeHtml(attack)) ?? {};
  const middle = Math.floor(page.blocks.length / 2);
  const blocks = [...page.blocks.slice(0, middle), block, ...page.blocks.slice(middle)];
  return { ...cleanPage({ ...page, blocks }), head };
}
