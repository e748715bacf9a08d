const mostLinks = 2_000;

/** The links of an `llms.txt` with their texts; none where a page of HTML was sent instead. */
export function llmsLinks(body: Uint8Array, url: string): { url: string; label: string }[] {
  const text = new TextDecoder().decode(body.subarray(0, 1_000_000));
  if (text.trimStart().startsWith('<')) return [];
  // A label holds no bracket of its own: else a run of opening ones is read over and over.
  const found = [...text.matchAll(/\[([^[\]\n]{1,200})\]\(([^()\s]{1,2048})\)/g)].slice(0, mostLinks);
  return found.flatMap(([, label = '', href = '']) =>
    URL.canParse(href, url) ? [{ url: new URL(href, url).href, label }] : [],
  );
}
