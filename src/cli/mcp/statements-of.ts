import type { Analysis, Citation, Claim } from '../../domain/analysis.ts';
import { checksOf } from '../../domain/edit-places.ts';
import { claimsOf } from '../../domain/lint-targets.ts';

/** One thing that an analysis says, with its place. */
export interface Said {
  path: string;
  text: string;
  kind: Claim['kind'] | 'decision' | 'computed';
  /** What the place adds to the text, such as a severity or a decision; empty where it adds nothing. */
  note: string;
  citations: readonly Citation[];
}

/** Everything that an analysis says, in the order of the page; decisions on checks follow the reason of their dimension. */
export function statementsOf(analysis: Analysis): Said[] {
  const checks = checksOf(analysis);
  const said = claimsOf(analysis).flatMap(({ path, claim: { text, kind, citations } }): Said[] => {
    const own: Said = { path, text, kind, note: noteOf(path, analysis), citations };
    const dimension = /^(frameworks\.\w+\.dimensions\.\d+)\.rationale$/.exec(path)?.[1];
    if (dimension === undefined) return [own];
    const decided = checks.filter((each) => each.path.startsWith(`${dimension}.`));
    return [
      own,
      ...decided.map(({ path: at, check }): Said => {
        return {
          path: at,
          text: check.why,
          kind: 'decision',
          note: `${check.id}: ${check.decision}`,
          citations: check.citations,
        };
      }),
    ];
  });
  return [...said, ...linesOf(analysis)];
}

/** What is no claim: tests, what would raise a level, named integrations. */
function linesOf({ pocChecklist, raise, integrations }: Analysis): Said[] {
  return [
    ...pocChecklist.map(
      ({ week, dimension, test, passes }, at): Said => ({
        path: `pocChecklist.${at}`,
        text: `${test} Passes: ${passes}`,
        kind: 'judgement',
        note: `week ${week}, ${dimension}`,
        citations: [],
      }),
    ),
    ...raise.map(
      ({ dimension, level, nextLevel, needs, checks }, at): Said => ({
        path: `raise.${at}`,
        text: `${dimension} goes from ${level ?? 'not assessed'} to ${nextLevel} with ${needs} more of: ${checks.join(', ')}`,
        kind: 'computed',
        note: '',
        citations: [],
      }),
    ),
    ...integrations.map(
      ({ name, citations }, at): Said => ({
        path: `integrations.${at}`,
        text: name,
        kind: 'cited',
        note: '',
        citations,
      }),
    ),
  ];
}

function noteOf(path: string, analysis: Analysis): string {
  const [section = '', at = '', field] = path.split('.');
  const index = Number(at);
  if (section === 'trustRisks' && field === 'risk') return `severity: ${analysis.trustRisks[index]?.severity}`;
  if (section === 'trustRisks') return `mitigation of trustRisks.${at}.risk`;
  if (section === 'scenarios' && field === 'scenario') return `fit: ${analysis.scenarios[index]?.fit}`;
  if (section === 'scenarios') return `why scenarios.${at}.scenario`;
  if (section === 'stackImpact') return `layer ${analysis.stackImpact[index]?.layer}`;
  if (section === 'alternatives') return `instead: ${analysis.alternatives[index]?.name}`;
  if (section === 'watchFor' && field === 'why') return `why watchFor.${at}.signal`;
  return '';
}
