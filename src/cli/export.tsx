import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { surroundings } from '../actions/surroundings.ts';
import { changeStory } from '../domain/change-story.ts';
import type { Publication } from '../domain/publication.ts';
import { publicationCard } from '../domain/publication-card.ts';
import type { Rubric } from '../domain/rubric.ts';
import { UsageError } from '../errors.ts';
import { CataloguePage } from '../web/public/catalogue-page.tsx';
import { HistoryPage } from '../web/public/history-page.tsx';
import { icon } from '../web/public/icon.ts';
import { MethodologyPage } from '../web/public/methodology-page.tsx';
import { readingOf } from '../web/public/reading.ts';
import { AnalysisPage, EvidencePage } from '../web/public/vendor-pages.tsx';
import type { Api } from './api.ts';
import type { Here } from './here.ts';
import { printLine } from './output.ts';
import { withApi } from './with-api.ts';

/** `assay export DIR`: writes the published catalogue as files that any web host serves. */
export function exportSite(here: Here, folder: string): Promise<void> {
  return withApi(here, async (api) => {
    await mustBeEmpty(folder);
    const files = await siteFiles(api, { rubric: await here.rubric(), stylesheet: await here.stylesheet() });
    for (const [path, content] of files) await write(join(folder, path), content);
    printLine(`${files.length} files written to ${folder}.`);
  });
}

async function write(path: string, content: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}`, 1);
  }
}

async function mustBeEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`${folder} cannot be written to: ${error.message}`, 1);
  });
  if (entries.length > 0)
    throw new UsageError(`${folder} is not empty. Name a new folder, so that nothing of yours is overwritten.`, 1);
}

interface Site {
  rubric: Rubric;
  stylesheet: string;
}

async function siteFiles(api: Api, { rubric, stylesheet }: Site): Promise<[path: string, content: string][]> {
  const publications: Publication[] = [];
  let after = '';
  do {
    const page = await api.get<{ items: { slug: string }[]; next: string | null }>(
      `/api/publications?limit=200${after}`,
    );
    for (const { slug } of page.items) publications.push(await api.get<Publication>(`/api/publications/${slug}`));
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : '';
  } while (after);
  const cards = publications.map((each) => ({ ...each, card: publicationCard(each.analysis) }));
  const files: [string, string][] = [
    ['assay.css', stylesheet],
    ['favicon.svg', icon],
    ['index.html', html(<CataloguePage frame={frame(0)} publications={cards} rubric={rubric} />)],
    ['methodology/index.html', html(<MethodologyPage frame={frame(1)} rubric={rubric} />)],
  ];
  const textsOf = async (digests: readonly string[]): Promise<Map<string, string>> => {
    const texts = new Map<string, string>();
    for (const digest of digests) {
      texts.set(digest, (await api.get<{ text: string }>(`/api/evidence/${digest}`)).text);
    }
    return texts;
  };
  for (const publication of publications) {
    const folder = `vendors/${publication.slug}`;
    const reading = readingOf(rubric, publication.analysis, await surroundings(publication.analysis, textsOf));
    files.push(
      [`${folder}/index.html`, html(<AnalysisPage frame={frame(2)} publication={publication} reading={reading} />)],
      [
        `${folder}/evidence/index.html`,
        html(<EvidencePage frame={frame(3)} publication={publication} reading={reading} />),
      ],
      [`${folder}/history/index.html`, html(<HistoryPage frame={frame(3)} {...historyOf(publication, rubric)} />)],
      [
        `${folder}/history/${publication.version}/index.html`,
        html(<AnalysisPage frame={frame(4)} publication={publication} reading={reading} />),
      ],
      [`${folder}/analysis.json`, `${JSON.stringify(publication, null, 2)}\n`],
    );
  }
  return files;
}

/** The frame of a page so many folders deep: links are relative, so the site works below any address. */
function frame(depth: number): { person: null; stylesheet: string; base: string } {
  const base = depth === 0 ? '.' : Array.from({ length: depth }, () => '..').join('/');
  return { person: null, stylesheet: `${base}/assay.css`, base };
}

function html(element: { toString(): string }): string {
  return `<!doctype html>${element.toString()}\n`;
}

/** The history of the one version that an export holds. */
function historyOf(publication: Publication, rubric: Rubric): Omit<Parameters<typeof HistoryPage>[0], 'frame'> {
  const { id, slug, version, analysis, publishedAt, approvedBy } = publication;
  const { name } = analysis.vendor;
  const story =
    version === 1
      ? changeStory(null, analysis, { rubric, change: null })
      : { sentences: ['What each version changed is told where the catalogue is served.'], quotes: [] };
  const own = { id, publicationId: id, slug, name, version, approvedBy, reason: null, previous: null };
  return {
    name,
    slug,
    news: [{ ...own, kind: 'published', at: publishedAt, story }],
    versions: [],
    checks: [],
    rubric,
  };
}
