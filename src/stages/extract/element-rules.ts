/** How surely an element holds the main text: the page, its `main`, the article or a known content container in it. */
export const Rank = { page: 0, main: 2, content: 3 } as const;

/** What an element's class and id say of it. */
export interface Looks {
  /** A menu, a banner, a widget: dropped, unless the main text turns out to stand within. */
  chrome: boolean;
  /** As above, by the id alone: sections and headings carry the words of their text as id. */
  chromeId: boolean;
  /** The numbers beside lines of code. */
  lineNumbers: boolean;
  hidden: boolean;
  content: boolean;
  /** A note or warning: kept even as `aside`. */
  note: boolean;
  /** A banner that may say that this is an old version. */
  versionBanner: boolean;
}

export const skipped = new Set(
  'script style template noscript iframe object embed svg canvas audio video picture map button select option textarea input datalist dialog nav footer menu head title annotation rp rt'.split(
    ' ',
  ),
);

export const blockElements = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

export const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr command keygen basefont frame isindex'.split(
    ' ',
  ),
);

export const chromeRoles = new Set(
  'navigation banner contentinfo search dialog alertdialog menu menubar toolbar tablist complementary button tooltip doc-noteref doc-pagebreak'.split(
    ' ',
  ),
);

/** Words that, as a part of a class or id, mark what stands around the text. */
const chromeWords = new Set(
  'nav navbar navigation navpages sidebar sidenav sidemenu breadcrumb breadcrumbs crumbs toc pagination paginator pager cookie cookies consent gdpr feedback newsletter footer masthead topbar skiplink announcement clipboard headerlink permalink hashlink prevnext sharing lineno linenos linenodiv searchbox'.split(
    ' ',
  ),
);
/** Words beside which a chrome word means the layout around the text, such as `with-sidebar` or `nav-content`. */
const layoutWords = new Set('with has no layout content enabled page backref'.split(' '));
const chromePhrase =
  /(^|[\s_-])(table-?of-?contents|on-?this-?page|edit-?this-?page|edit-?(page-?)?link|page-?edit|skip-?(to|link)|copy-?(btn|button|code)|btn-?copy|was-?this-?(page-?)?helpful|page-?(feedback|rating|actions|nav)|doc-?actions|version-?(select|switch|picker|dropdown)|line-?numbers?(-rows)?(?!-(mode|enabled))|hash-?link|heading-?anchor|anchor-?link|header-?anchor|anchorjs-link|md-content__button|tabbed-labels|search-?(box|bar|form|input|modal)|social-?(links|share)|share-?buttons|back-?to-?top|cookie-?banner|contents (local|topic)|topic contents|footnote-?(back)?ref(erence)?|footnote-?back(link)?|reversefootnote|fn-?(backref|bracket)|page-?meta|last-?mod(ified)?|code-?lang(uage)?-?label|site-?(header|footer)|page-?footer|last-?updated|github-?(edit|link)|theme-doc-footer|sphinxsidebar|related-?(pages|links))(?=$|[\s_-])/i;
/** On a `pre` or a cell these are the numbers themselves; longer names there ask for numbers beside the code. */
const lineNumberClass =
  /(^|\s)(lineno|linenos|linenumber|lnt|ln|gutter|rouge-gutter|hljs-ln-numbers|line-numbers-rows)(?=$|\s)/;
const hiddenClass =
  /(^|\s)(sr-only|visually-?hidden|screen-?reader(-text|-only)?|a11y-hidden|is-hidden|u-hidden|display-none|d-none|hidden|invisible|offscreen|off-screen)(?=$|\s)/i;
/** Responsive classes: hidden on some screens only. */
const shownSomewhere =
  /(^|\s)([a-z0-9]+:(block|flex|grid|inline|table|contents|visible|not-sr-only)|d-[a-z]{2,3}-(block|flex|inline|grid|table))/i;
const contentName =
  /(^|\s)(theme-doc-markdown|md-content__inner|mdx-content|markdown-body|markdown-section|doc-content|docs-content|document-content|article-content|article__content|page-content|main-content|content-area|content__body|entry-content|post-content|rst-content|td-content|vp-doc|sl-markdown-content|nextra-content|body-content|articleBody)(?=$|\s)/i;
const noteName =
  /(^|[\s_-])(admonition|admonitionblock|note|tip|warning|caution|danger|important|callout|alert|hint|sidebarblock|starlight-aside|footnote|footnotes|footnote-list|topic)(?=$|[\s_-])/i;
const versionBannerName = /version-?(banner|warning|notice)|outdated|unmaintained|old-?version/i;

const plain: Looks = {
  chrome: false,
  chromeId: false,
  lineNumbers: false,
  hidden: false,
  content: false,
  note: false,
  versionBanner: false,
};
/** Whether class and id say nothing at all. */
export function isPlain(looks: Looks): boolean {
  return looks === plain;
}

const byClass = new Map<string, Looks>();
const byId = new Map<string, Looks>();
/** Pages of one site use few class lists; beyond this the memory is emptied, so that a hostile page cannot grow it. */
const rememberAtMost = 4000;

/** What the class list and the id of an element say. Remembered, because a site repeats them on every page. */
export function looksOf(className: string, id: string): Looks {
  const ofClass = className === '' ? plain : remember(byClass, className, looksOfClass);
  if (id === '') return ofClass;
  const ofId = remember(byId, id, looksOfId);
  if (ofId === plain) return ofClass;
  return {
    ...ofClass,
    chromeId: ofId.chromeId,
    content: ofClass.content || ofId.content,
    versionBanner: ofClass.versionBanner || ofId.versionBanner,
  };
}

function remember(known: Map<string, Looks>, names: string, read: (names: string) => Looks): Looks {
  const before = known.get(names);
  if (before !== undefined) return before;
  if (known.size >= rememberAtMost) known.clear();
  const looks = read(names);
  known.set(names, looks);
  return looks;
}

function looksOfClass(className: string): Looks {
  const looks = {
    chrome: isChrome(className),
    chromeId: false,
    lineNumbers: lineNumberClass.test(className),
    hidden: hiddenClass.test(className) && !shownSomewhere.test(className),
    content: contentName.test(className),
    note: noteName.test(className),
    versionBanner: versionBannerName.test(className),
  };
  return Object.values(looks).some(Boolean) ? looks : plain;
}

function looksOfId(id: string): Looks {
  const [chromeId, content, versionBanner] = [isChrome(id), contentName.test(id), versionBannerName.test(id)];
  return chromeId || content || versionBanner ? { ...plain, chromeId, content, versionBanner } : plain;
}

function isChrome(names: string): boolean {
  if (names === '') return false;
  if (chromePhrase.test(names)) return true;
  return names.split(/\s+/).some((name) => {
    const parts = name
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[-_]+/);
    return parts.some((part) => chromeWords.has(part)) && !parts.some((part) => layoutWords.has(part));
  });
}

const noSize =
  /(^|[;\s])(font-size|max-height|opacity)\s*:\s*(0*\.?0+|0?\.0\d*)(px|em|rem|%|pt|vh)?\s*(!important)?\s*(;|$)/i;
const hiding =
  /display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|clip\s*:\s*rect\(\s*(0|1px)|clip-path\s*:\s*inset\(\s*(50|100)%|text-indent\s*:\s*-\d{3,}|transform\s*:\s*scale\(\s*0\s*\)|(^|[;\s])color\s*:\s*transparent|content-visibility\s*:\s*hidden/i;
const faraway = /position\s*:\s*(absolute|fixed)/i;
const faroff = /(^|[;\s])(left|right|top|bottom|margin-left|margin-top)\s*:\s*-\d{3,}(px|em|rem|vw|vh|%)?/i;
const tinyBox =
  /(^|[;\s])(width|height)\s*:\s*[01](px)?\s*(;|$)[\s\S]*overflow\s*:\s*hidden|overflow\s*:\s*hidden[\s\S]*(^|[;\s])(width|height)\s*:\s*[01](px)?\s*(;|$)/i;

/** Whether a style declaration keeps text from being seen: none, hidden, off the screen, without size, in its own background's colour. */
export function styleHides(style: string): boolean {
  if (hiding.test(style) || noSize.test(style) || tinyBox.test(style)) return true;
  if (faroff.test(style) && (faraway.test(style) || /margin-/i.test(style))) return true;
  const colour = /(?:^|[;\s])color\s*:\s*([^;!]+)/i.exec(style)?.[1]?.trim().toLowerCase();
  const ground = /background(?:-color)?\s*:\s*([^;!]+)/i.exec(style)?.[1]?.trim().toLowerCase();
  return colour !== undefined && colour === ground;
}

/** Class and id selectors of a page's own style sheet that hide what they match; those shown again in a state are not. */
export function hidingSelectors(css: string): Set<string> {
  const hides = new Set<string>();
  const shows = new Set<string>();
  // At most this much of a style sheet is read; a page that hides evidence does it in a line.
  const sheet = css.slice(0, 100_000).replace(/\/\*[\s\S]*?\*\//g, '');
  for (const rule of sheet.matchAll(/([^{}@;]{1,300})\{([^{}]{0,2000})\}/g)) {
    const body = rule[2] ?? '';
    const hide = styleHides(body);
    for (const selector of (rule[1] ?? '').split(',')) {
      const alone = /^\s*([.#][\w-]+)\s*$/.exec(selector)?.[1];
      if (hide && alone !== undefined) hides.add(alone);
      else if (!hide && /display|visibility|opacity|position|left/.test(body)) {
        for (const name of selector.match(/[.#][\w-]+/g) ?? []) shows.add(name);
      }
    }
  }
  for (const name of shows) hides.delete(name);
  return hides;
}
