import { z } from 'zod';

/** What GitHub's interface answers, as far as it is used. */
const Tree = z.object({ tree: z.array(z.object({ path: z.string(), type: z.string() })) });
const Releases = z.array(
  z.object({
    name: z.string().nullish(),
    tag_name: z.string(),
    published_at: z.string().nullish(),
    body: z.string().nullish(),
    draft: z.boolean().optional(),
  }),
);

/** Files at the top of a repository that speak of the product, and folders that hold its documentation. */
const wantedFile =
  /^(\.github\/)?(README|SECURITY|SUPPORT|CHANGELOG|CHANGES|RELEASES?|ROADMAP|ARCHITECTURE|GOVERNANCE|ADOPTERS|UPGRAD(E|ING)|FAQ)(\.(md|mdx|markdown|rst|adoc|txt))?$/i;
const wantedFolder =
  /^(docs?|documentation|website\/docs|site\/docs|content\/docs)\/.+\.(md|mdx|markdown|rst|adoc|asciidoc)$/i;
const mostFiles = 2_000;

/** Paths of the files that are worth reading; none where the answer is no list of files. */
export function filesIn(body: Uint8Array): string[] {
  const parsed = Tree.safeParse(json(body));
  if (!parsed.success) return [];
  const files = parsed.data.tree.filter(
    ({ type, path }) => type === 'blob' && (wantedFile.test(path) || wantedFolder.test(path)),
  );
  return files.slice(0, mostFiles).map(({ path }) => path);
}

/** The notes of releases as one page of Markdown, newest first; null where the answer is no list of releases. */
export function releaseNotes(body: Uint8Array): string | null {
  const parsed = Releases.safeParse(json(body));
  if (!parsed.success) return null;
  const notes = parsed.data
    .filter(({ draft }) => draft !== true)
    .map((release) => {
      const title = release.name?.trim() || release.tag_name;
      const day = release.published_at?.slice(0, 10);
      return `## ${title.replace(/\s+/g, ' ')}${day ? ` (${day})` : ''}\n\n${(release.body ?? '').trim()}`;
    });
  return ['# Releases', ...notes].join('\n\n');
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
