import type { Analysis } from './analysis.ts';
import { listItemAt } from './edit-lists.ts';
import { type Rubric, rubricChecks } from './rubric.ts';

/** What people call an item of a document. */
export function itemLabel(item: string, analysis: Analysis, rubric: Rubric): string {
  const place = /^frameworks\.(inpact|goals)(?:\.dimensions\.(\d+)(?:\.checks\.(\d+))?)?$/.exec(item);
  if (place) return frameworkLabel(place, analysis, rubric);
  const entry = listItemAt(item);
  // Two sections are made of sentences; of everything else there is one list.
  if (entry?.list.item === 'Sentence') return `${sectionNames[entry.listPath]}, sentence ${entry.index + 1}`;
  if (entry) return `${entry.list.item} ${entry.index + 1}`;
  return sectionNames[item] ?? item;
}

function frameworkLabel([, id, dimension, check]: RegExpExecArray, { frameworks }: Analysis, rubric: Rubric): string {
  const framework = id === 'goals' ? 'goals' : 'inpact';
  const found = frameworks[framework].dimensions[Number(dimension)];
  if (!found) return rubric[framework].name;
  const known = rubricChecks(rubric).filter((each) => each.dimension.id === found.id);
  const name = known[0]?.dimension.name ?? found.id;
  const asked = check === undefined ? undefined : found.checks[Number(check)];
  if (!asked) return `${name} (${rubric[framework].name})`;
  return `${name}: ${known.find((each) => each.check.id === asked.id)?.check.label ?? asked.id}`;
}

/** Sections and single statements by their path. */
export const sectionNames: Readonly<Record<string, string>> = {
  summary: 'Summary',
  analysis: 'AI analysis',
  trust: 'Trust before intelligence',
  strengths: 'Strengths',
  limitations: 'Limitations',
  'industryFit.bestFor': 'Best suited for',
  'industryFit.compliance': 'Compliance',
  'industryFit.caution': 'Use with caution for',
  alternatives: 'Alternatives',
  'integration.role': 'Integration: role',
  'integration.upstream': 'Integration: upstream',
  'integration.downstream': 'Integration: downstream',
  trustRisks: 'Trust risks',
  scenarios: 'Use case scenarios',
  stackImpact: 'Stack impact',
  watchFor: 'Watch for',
  pocChecklist: 'Proof of concept',
  integrations: 'Integrations',
  crawl: 'Pages read',
  frameworks: 'Scores',
  contexts: 'Contexts',
  raise: 'What would raise it',
  'vendor.layer': 'Layer',
  'vendor.category': 'Category',
};
