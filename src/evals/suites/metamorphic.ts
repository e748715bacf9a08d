import { contentDigest } from '../../domain/analysis.ts';
import { rubricChecks } from '../../domain/rubric.ts';
import { chainBy, type Decided, decidedBy } from '../decided.ts';
import { bareSite, type Facts, inventedName, paragraph, planted, readFacts } from '../facts.ts';
import type { AnalystName, Ground } from '../ground.ts';
import type { Site, SitePage } from '../invented-site.ts';
import { shuffled } from '../shuffled.ts';
import type { Gate, SuiteResult } from '../suite-result.ts';

/** Facts planted and denied: each of the 66, or every so many in a sample; an odd number, so that told and untold ones are among them. */
const plantEvery = { whole: 1, sample: 21 };

interface Relation {
  name: string;
  /** What may change, for whoever reads the table. */
  mayChange: string;
  change(site: Site, facts: Facts): Site;
}

/** Changes of a site that change nothing it says. */
const neutral: readonly Relation[] = [
  {
    name: 'page order',
    mayChange: 'nothing',
    change: (site) => ({ ...site, pages: shuffled(site.pages, 7) }),
  },
  {
    name: 'duplicates',
    mayChange: 'the list of pages crawled and searched',
    change: (site) => ({
      ...site,
      pages: [...site.pages, ...site.pages.map((page) => moved(page, `/copies/of${page.path}`))],
    }),
  },
  {
    name: 'old versions',
    mayChange: 'the list of pages crawled and searched',
    change: (site) => {
      const current = site.pages.map((page) => moved(page, `/docs/3.2${page.path}`));
      return { ...site, pages: [...current, ...site.pages.map((page) => moved(page, `/docs/2.9${page.path}`))] };
    },
  },
  {
    name: 'chrome',
    mayChange: 'digests of bodies',
    change: (site) => ({ ...site, pages: site.pages.map(inChrome) }),
  },
  {
    name: 'renamed product',
    mayChange: 'name, slug and addresses; quotes that hold the name',
    change: (site) => renamed(site),
  },
  {
    name: 'padding',
    mayChange: 'the list of pages crawled and searched; quotes found by search alone',
    change: (site, facts) => ({ ...site, pages: [...site.pages, ...morePadding(facts)] }),
  },
];

/**
 * What must follow when a site changes: a fact never lowers a level, its denial never raises one, and what says nothing
 * new (copies, old versions, order, chrome, another name, padding) changes no decision.
 */
export async function metamorphic(ground: Ground): Promise<SuiteResult> {
  const facts = await readFacts(ground);
  const rows: string[][] = [];
  const gates: Gate[] = [];
  for (const analyst of ground.analysts) {
    const site = halfTold(facts, ground);
    const before = await decidedBy(analyst, site, ground);
    for (const say of ['fact', 'denial'] as const) {
      const wrong = await planting({ analyst, site, before, say }, facts, ground);
      const says = say === 'fact' ? 'a planted fact lowers no level' : 'a planted denial raises no level';
      rows.push([
        say === 'fact' ? 'fact added' : 'denial added',
        analyst,
        `${wrong.tried} tried`,
        `${wrong.failed.length} wrong`,
      ]);
      gates.push(gate(`${says} (${analyst})`, wrong.failed, wrong.tried));
    }
    for (const { name, mayChange, change } of neutral) {
      const changed = differences(before, await decidedBy(analyst, change(site, facts), ground));
      rows.push([name, analyst, `may change: ${mayChange}`, `${changed.length} decisions changed`]);
      gates.push(gate(`${name}: no decision changes (${analyst})`, changed, before.decisions.size));
    }
    const digests = await Promise.all(
      [site, { ...site, pages: shuffled(site.pages, 11) }].map(async (one) =>
        contentDigest((await chainBy(analyst, one, ground)).draft.analysis),
      ),
    );
    gates.push(
      gate(
        `page order: the content digest is equal (${analyst})`,
        digests[0] === digests[1] ? [] : ['content digest'],
        1,
      ),
    );
    const onlyOld = await oldOnly(analyst, facts, ground);
    gates.push(gate(`a fact that only an old version tells makes nothing met (${analyst})`, onlyOld, 1));
  }
  return {
    suite: 'metamorphic',
    analysts: [...ground.analysts],
    header: ['change', 'analyst', 'what', 'result'],
    rows,
    gates,
    notes: [
      'The site tells every second fact of the 66. A dimension that was not assessed and is denied something becomes level 1, the lowest: that is no rise.',
      `Facts and denials planted: every ${plantEvery[ground.size]}. of the 66, one at a time.`,
    ],
    skipped: null,
  };
}

function halfTold(facts: Facts, { rubric }: Ground): Site {
  const told = rubricChecks(rubric).filter((_, at) => at % 2 === 0);
  return planted(
    bareSite(facts),
    facts,
    told.map(({ check }) => ({ check: check.id, say: 'fact' as const })),
  );
}

async function planting(
  of: { analyst: AnalystName; site: Site; before: Decided; say: 'fact' | 'denial' },
  facts: Facts,
  ground: Ground,
): Promise<{ tried: number; failed: string[] }> {
  const { analyst, site, before, say } = of;
  const checks = rubricChecks(ground.rubric).filter((_, at) => at % plantEvery[ground.size] === 0);
  const failed: string[] = [];
  for (const { check } of checks) {
    const after = await decidedBy(analyst, planted(site, facts, [{ check: check.id, say }]), ground);
    for (const [dimension, level] of before.levels) {
      const now = after.levels.get(dimension) ?? null;
      const isWrong = say === 'fact' ? (now ?? 0) < (level ?? 0) : (now ?? 0) > Math.max(1, level ?? 0);
      if (isWrong) failed.push(`${check.id}: ${dimension} from ${level} to ${now}`);
    }
  }
  return { tried: checks.length, failed };
}

async function oldOnly(analyst: AnalystName, facts: Facts, ground: Ground): Promise<string[]> {
  const bare = bareSite(facts);
  const told = planted(bare, facts, [{ check: 'permitted.roles', say: 'fact' }]).pages.at(-1);
  if (!told) return [];
  // The current version of the same page is silent; the old one told it.
  const silent = { ...told, path: `/docs/3.2${told.path}`, main: paragraph(facts.padding[0]?.paragraphs[1] ?? '') };
  const site = { ...bare, pages: [...bare.pages, silent, moved(told, `/docs/2.9${told.path}`)] };
  const { decisions } = await decidedBy(analyst, site, ground);
  return [...decisions].filter(([, decision]) => decision === 'met').map(([id]) => id);
}

function differences(before: Decided, after: Decided): string[] {
  return [...before.decisions]
    .filter(([id, decision]) => after.decisions.get(id) !== decision)
    .map(([id, decision]) => `${id} ${decision} -> ${after.decisions.get(id)}`);
}

function moved(page: SitePage, path: string): SitePage {
  return { ...page, path };
}

function inChrome(page: SitePage, at: number): SitePage {
  const links = ['Home', 'Guide', 'Blog', 'Pricing'].map((name) => `<a href="/${name}">${name}</a>`).join(' ');
  return {
    ...page,
    before: `<header><nav>${links}</nav></header><aside class="sidebar">On this page: roles, backups, metrics</aside>`,
    after: `<footer>Last updated on ${at + 1} May 2025. Copyright ${inventedName}. SOC 2, ISO 27001, 99.99 % uptime.</footer>`,
  };
}

function renamed(site: Site): Site {
  const name = 'Quayside';
  const rename = (text: string) => text.replaceAll(inventedName, name).replaceAll(site.slug, 'quayside');
  const pages = site.pages.map((page) => ({ ...page, title: rename(page.title), main: rename(page.main) }));
  return { slug: 'quayside', name, pages };
}

function morePadding({ padding }: Facts): SitePage[] {
  return padding.flatMap(({ title, paragraphs }, at) =>
    paragraphs.map((text, part) => ({
      path: `/more/page-${at + 1}-${part + 1}`,
      title: `${title}, part ${part + 1}`,
      main: `${paragraph(`Chapter ${at + 1}, part ${part + 1}.`)}${paragraph(text.split('. ').reverse().join('. '))}`,
    })),
  );
}

function gate(says: string, failed: readonly string[], tried: number): Gate {
  const shown = failed.slice(0, 5).join('; ');
  return {
    says,
    measured: `${failed.length} of ${tried} failed${shown === '' ? '' : ` (${shown})`}`,
    ok: failed.length === 0,
  };
}
