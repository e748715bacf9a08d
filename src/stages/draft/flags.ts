import type { Analysis, CheckResult, Flag } from '../../domain/analysis.ts';
import type { PageOutcome } from '../../domain/closed-lists.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { thingOf } from './check-words.ts';
import { harvestFlags } from './harvest-flags.ts';
import type { FlagOn } from './judge/flag-on.ts';
import { capitalised } from './phrasing.ts';

/** What a reviewer should look at first. Lint flags are added by the caller, which has the whole document. */
export function flagsOf(analysis: Analysis, evidence: Evidence, raised: readonly FlagOn[]): Flag[] {
  return [
    ...raised.map(({ on, ...flag }) => ({ ...flag, target: pathOf(on, analysis) })),
    ...thinEvidence(analysis),
    ...thinSections(analysis),
    ...levelMoves(analysis, evidence),
    ...crawl(evidence),
    ...suspects(evidence),
    ...harvestFlags(evidence),
    ...refusals(evidence, analysis),
  ];
}

/** The path of a check or dimension id in the document. */
function pathOf(id: string, { frameworks }: Analysis): string {
  for (const framework of ['inpact', 'goals'] as const) {
    for (const [index, dimension] of frameworks[framework].dimensions.entries()) {
      const path = `frameworks.${framework}.dimensions.${index}`;
      if (dimension.id === id) return path;
      const check = dimension.checks.findIndex((item) => item.id === id);
      if (check >= 0) return `${path}.checks.${check}`;
    }
  }
  return 'frameworks';
}

/** The dimension of an id, or of a check's id, in words: `Adaptive` for `inpact.adaptive` and `adaptive.drift`. */
function nameOf(id: string): string {
  return capitalised(id.replace(/^(?:inpact|goals)\./, '').replace(/\..*$/, ''));
}

function thinEvidence(analysis: Analysis): Flag[] {
  return [...analysis.frameworks.inpact.dimensions, ...analysis.frameworks.goals.dimensions].flatMap(
    (dimension): Flag[] => {
      if (dimension.status !== 'assessed') return [];
      const citations = dimension.checks.flatMap((check: CheckResult) => check.citations);
      const quotes = new Set(citations.map(({ textDigest, start, end }) => `${textDigest} ${start} ${end}`)).size;
      const pages = new Set(citations.map(({ textDigest }) => textDigest)).size;
      if (quotes > 1 && pages > 1) return [];
      const rests = quotes === 1 ? 'one quote' : 'quotes from one page';
      return [
        {
          kind: 'thin-evidence',
          severity: 'warns',
          target: pathOf(dimension.id, analysis),
          message: `${nameOf(dimension.id)} rests on ${rests}: look for a second source before approving.`,
        },
      ];
    },
  );
}

/** The least that each section should hold; Alternatives, Watch For and integrations may be left out. */
function thinSections(analysis: Analysis): Flag[] {
  const words = (claims: Analysis['trust']) => claims.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const cited = (claims: Analysis['trust']) => claims.filter(({ kind }) => kind === 'cited').length;
  const sections: [target: string, thin: boolean, message: string][] = [
    [
      'summary',
      analysis.summary.kind !== 'cited',
      'Summary: no sentence of the documentation says what the product is, so write one from a cited passage.',
    ],
    [
      'analysis',
      words(analysis.analysis) < 30,
      'AI Analysis has fewer than 30 words, because the documentation gives no more.',
    ],
    [
      'trust',
      words(analysis.trust) < 30,
      'Trust Before Intelligence has fewer than 30 words, because the documentation gives no more.',
    ],
    ['strengths', cited(analysis.strengths) < 3, 'Strengths: fewer than 3 are shown by the documentation.'],
    ['limitations', analysis.limitations.length < 2, 'Limitations: fewer than 2 are stated or found.'],
    [
      'industryFit.compliance',
      analysis.industryFit.compliance.kind === 'absence',
      'Compliance: no certificate or regime was found in the pages read.',
    ],
    [
      'alternatives',
      analysis.alternatives.length === 0,
      'Alternatives: the catalogue and the documentation name none, so the section is left out.',
    ],
    ['watchFor', analysis.watchFor.length === 0, 'Watch For: nothing was found to watch, so the section is left out.'],
    [
      'integrations',
      analysis.integrations.length === 0,
      'Integrations: no named system was found, so the list is left out.',
    ],
    ['pocChecklist', analysis.pocChecklist.length < 4, 'Two-week POC checklist: fewer than 4 lines.'],
  ];
  return sections
    .filter(([, thin]) => thin)
    .map(([target, , message]) => ({ kind: 'thin-section', severity: 'notes', target, message }));
}

function levelMoves(analysis: Analysis, { run, passagesDigest }: Evidence): Flag[] {
  const { levels, drafted } = run.baseline;
  if (!levels) return [];
  const same = drafted?.passagesDigest === passagesDigest;
  return [...analysis.frameworks.inpact.dimensions, ...analysis.frameworks.goals.dimensions].flatMap(
    ({ id, level }): Flag[] => {
      const before = levels[id];
      if (before === undefined || before === level) return [];
      const moved = `${nameOf(id)} was published at ${before === null ? 'no level' : `level ${before}`} and is now at ${level === null ? 'none' : level}`;
      const target = pathOf(id, analysis);
      return same
        ? [
            {
              kind: 'level-moved-without-evidence',
              severity: 'warns',
              target,
              message: `${moved}, although the documentation says the same: the rubric or the analyst changed.`,
            },
          ]
        : [
            {
              kind: 'level-moved',
              severity: 'warns',
              target,
              message: `${moved}: compare the quotes with the published ones.`,
            },
          ];
    },
  );
}

/** Outcomes that leave a page unread although it may hold evidence. A page that is gone holds none. */
const unread: ReadonlySet<PageOutcome> = new Set<PageOutcome>([
  'blocked',
  'login-wall',
  'robots-forbidden',
  'needs-javascript',
  'unsupported-type',
  'too-large',
  'timed-out',
  'failed',
  'cancelled',
]);

const ended: Readonly<Record<Evidence['crawl']['endedBy'], string>> = {
  done: '',
  pages: 'the page budget was used up',
  bytes: 'the byte budget was used up',
  depth: 'the depth limit was reached',
  time: 'the time budget was used up',
  cancelled: 'the crawl was cancelled',
};

function crawl({ crawl: { pages, endedBy } }: Evidence): Flag[] {
  const counts = new Map<PageOutcome, number>();
  for (const { outcome } of pages) if (unread.has(outcome)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([outcome, count]) => `${count} ${outcome}`);
  if (parts.length === 0 && endedBy === 'done') return [];
  const why = [ended[endedBy], parts.length > 0 ? `pages not read: ${parts.join(', ')}` : '']
    .filter(Boolean)
    .join('; ');
  return [
    {
      kind: 'crawl-incomplete',
      severity: 'warns',
      target: 'crawl',
      message: `Not everything was read: ${why}. What was not found may stand on an unread page.`,
    },
  ];
}

function suspects({ suspects: found }: Evidence): Flag[] {
  if (found.length === 0) return [];
  const urls = [...new Set(found.map(({ url }) => url))].sort();
  return [
    {
      kind: 'injection-suspected',
      severity: 'warns',
      target: 'crawl',
      message: `${found.length} passage(s) address a model rather than a reader and were kept out of the evidence: ${urls.slice(0, 5).join(', ')}.`,
    },
  ];
}

function refusals({ refused }: Evidence, analysis: Analysis): Flag[] {
  const byCheck = new Map<string, Map<string, number>>();
  for (const { check, reason } of refused) {
    const reasons = byCheck.get(check) ?? new Map<string, number>();
    byCheck.set(check, reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
  }
  return [...byCheck.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([check, reasons]): Flag => {
      const told = [...reasons.entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([reason, count]) => `${reason.replace(/\.$/, '')} (${count})`);
      return {
        kind: 'quote-refused',
        severity: 'notes',
        target: pathOf(check, analysis),
        message: `${nameOf(check)}: quotes on ${thingOf({ check: { id: check, label: check } })} were refused by the gate: ${told.join(', ')}.`,
      };
    });
}
