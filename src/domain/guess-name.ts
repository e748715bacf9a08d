/** Words of a title that name its place in a site and not the product. */
const furniture =
  /^(official\s+)?(welcome to\s+)?(the\s+)?(.*?)(\s+(v?\d[\w.]*))?(\s+(open source|project|user|developer|product|reference|technical|online))*\s*(docs?|documentation|website|web site|site|guide|manual|handbook|home ?page|home|wiki|overview|introduction)*\s*$/i;
const emptyWords =
  /^(docs?|documentation|home|homepage|overview|introduction|intro|index|getting started|quick ?start|welcome|guide|user guide|manual|reference|learn|about)$/i;
const longest = 80;

/**
 * The product's name, as near as a page's title tells: the part of it that the host is named after, else the last part
 * that is no word for a page. Null where there is none.
 */
export function guessName(title: string, url: string): string | null {
  const parts = title
    .split(/\s+[|–—·»:-]+\s+|\s*[|·»]\s*|:\s+/)
    .map((part) => stripped(part))
    .filter((part) => part !== '' && !emptyWords.test(part));
  const { hostname } = new URL(url);
  const labels = hostname.split('.').filter((label) => label.length > 2);
  const named = parts.filter((part) => labels.includes(part.toLowerCase().replace(/[^a-z0-9]/g, '')));
  const name = named[0] ?? parts.filter((part) => part.split(' ').length <= 4).at(-1);
  return name ? name.slice(0, longest) : null;
}

function stripped(part: string): string {
  // After a word such as "Docs" a mark ends the greeting; after the name it may be the name's own.
  const said = part
    .trim()
    .replace(/(?<=\b(?:docs?|documentation|website|site|guide|manual|home|welcome|overview))[!.…]+$/i, '');
  const inner = furniture.exec(said)?.[4] ?? part;
  return inner.replace(/^[“"']|[”"'™®]$/g, '').trim();
}
