import type { Corpus, CorpusPage, Passage } from '../../domain/corpus.ts';
import { sha256 } from '../../domain/digest.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Tools } from '../../ports.ts';
import { lookAtPage } from './look-at-page.ts';
import { markHedged } from './mark-hedged.ts';
import type { PageLook } from './page-look.ts';
import { listedUnits, type PackedUnits, type PageUnits, packUnits, unpackUnits } from './page-units.ts';
import { mostUnits, readInTurn } from './read-in-turn.ts';
import { byPlace, type ReadUnit } from './read-unit.ts';
import { ownWords, unitsOf } from './read-units.ts';
import type { SitePage } from './site-page.ts';

type PageTools = Pick<Tools, 'rubric' | 'journal' | 'workings'>;

/** What is kept of a page. */
interface Worked {
  units: PackedUnits;
  look: PageLook;
}

/** A page's quotable passages in order of place. */
interface Group {
  page: CorpusPage;
  passages: Passage[];
  key: string;
}

/**
 * The pages of a corpus by address, each with its units and what the lanes see of it. What was worked out of a page before
 * is taken as it was; only a documentation beyond the bound, of which each page gives but a part, is read anew whole.
 */
export async function readPages(corpus: Corpus, tools: PageTools, pace: Pace): Promise<SitePage[]> {
  const { workings } = tools;
  const groups = groupsOf(corpus, tools);
  const slug = corpus.snapshot.run.vendor.slug;
  const keys = groups.map(({ key }) => key);
  const kept = workings ? await workings.read(slug, 'gather', keys) : new Map<string, unknown>();
  const ownName = ownWords(corpus.snapshot.run.vendor.name);
  const read: { group: Group; units: PageUnits; worked: Worked | null }[] = [];
  const anew = new Map<Group, ReadUnit[]>();
  let count = 0;
  for (const group of groups) {
    const worked = (kept.get(group.key) as Worked | undefined) ?? null;
    const own = worked ? [] : await unitsAnew(group, { pages: corpus.pages, ownName, pace });
    if (worked === null) anew.set(group, own);
    const units = worked ? unpackUnits(worked.units, group.passages, { page: group.page, ownName }) : listedUnits(own);
    count += units.length;
    if (count > mostUnits) return readAnew(corpus, tools, pace);
    read.push({ group, units, worked });
  }
  const pages: SitePage[] = [];
  const fresh = new Map<string, Worked>();
  for (const { group, units, worked } of read) {
    const own = anew.get(group) ?? [];
    const look = worked?.look ?? (await lookAtPage(own, tools.rubric, pace));
    if (worked === null) fresh.set(group.key, { units: packUnits(own, group.passages), look });
    pages.push({ url: group.page.url, title: group.page.title, key: group.key, units, look });
  }
  if (workings && fresh.size > 0) await workings.keep(slug, 'gather', { keys, fresh });
  return pages;
}

async function unitsAnew(
  { passages }: Group,
  { pages, ownName, pace }: { pages: readonly CorpusPage[]; ownName: ReadonlySet<string>; pace: Pace },
): Promise<ReadUnit[]> {
  const units: ReadUnit[] = [];
  for (const passage of passages) {
    units.push(...unitsOf(passage, pages, ownName));
    if (pace.due(passage.text.length)) await pace.rest();
  }
  units.sort(byPlace);
  await markHedged(units, pace);
  return units;
}

async function readAnew(corpus: Corpus, { rubric, journal }: PageTools, pace: Pace): Promise<SitePage[]> {
  const byUrl = new Map<string, ReadUnit[]>();
  for (const unit of await readInTurn(corpus, { pace, journal })) {
    const those = byUrl.get(unit.page.url);
    if (those === undefined) byUrl.set(unit.page.url, [unit]);
    else those.push(unit);
  }
  const pages: SitePage[] = [];
  for (const [url, units] of byUrl) {
    const look = await lookAtPage(units, rubric, pace);
    pages.push({ url, title: units[0]?.page.title ?? '', key: null, units: listedUnits(units), look });
  }
  return pages;
}

/** By address. A key names all that the units and the lanes look at: the text, what stands above it, flags, rubric, code. */
function groupsOf(corpus: Corpus, { rubric, workings }: PageTools): Group[] {
  const byPage = new Map<CorpusPage, Passage[]>();
  for (const passage of corpus.passages) {
    const page = corpus.pages[passage.places[0]?.page ?? -1];
    if (page === undefined || passage.flags.includes('injection-suspect')) continue;
    const those = byPage.get(page);
    if (those === undefined) byPage.set(page, [passage]);
    else those.push(passage);
  }
  const start = ({ places }: Passage) => places[0]?.start ?? 0;
  const asked = [workings?.version, rubric.digest, corpus.snapshot.run.vendor.name];
  return [...byPage]
    .sort(([a], [b]) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0))
    .map(([page, those]) => {
      const passages = those.sort((a, b) => start(a) - start(b));
      const { url, title, textDigest, flags } = page;
      const parts = passages.map((each) => [start(each), each.text.length, each.kind, each.headings, each.flags]);
      return { page, passages, key: sha256(JSON.stringify([...asked, url, title, textDigest, flags, parts])) };
    });
}
