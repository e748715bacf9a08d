import type { Flag } from '../../../domain/analysis.ts';
import type { Part } from './part.ts';
import type { Drafted, Prose } from './prose.ts';
import type { Told } from './read-part.ts';

/** Each section as a reader knows it, and where it stands in the document. */
const shown: Record<keyof Prose, { name: string; target: string }> = {
  summary: { name: 'Summary', target: 'summary' },
  analysis: { name: 'AI Analysis', target: 'analysis' },
  trust: { name: 'Trust Before Intelligence', target: 'trust' },
  strengths: { name: 'Strengths', target: 'strengths' },
  limitations: { name: 'Limitations', target: 'limitations' },
  trustRisks: { name: 'Trust Risks', target: 'trustRisks' },
  watchFor: { name: 'Watch For', target: 'watchFor' },
  caution: { name: 'Use with caution', target: 'industryFit.caution' },
  bestFor: { name: 'Best suited for', target: 'industryFit.bestFor' },
  scenarios: { name: 'Use Case Scenarios', target: 'scenarios' },
  integration: { name: 'Integration', target: 'integration' },
  stackImpact: { name: 'Stack Impact', target: 'stackImpact' },
  alternatives: { name: 'Alternatives', target: 'alternatives' },
  pocChecklist: { name: 'Two-week POC checklist', target: 'pocChecklist' },
};

/** What each part holds, in words, and the section its flags stand at. */
const held: Record<Part, { what: string; target: string }> = {
  portrait: { what: 'summary, analysis and trust', target: 'summary' },
  merits: { what: 'strengths and limitations', target: 'strengths' },
  risks: { what: 'risks, signals to watch and cautions', target: 'trustRisks' },
  use: { what: 'fit, scenarios, integration, stack, alternatives and POC', target: 'scenarios' },
};

/** Where the model's prose did not come, did not stand, or said more than its quotes. */
export function narrativeFlags(told: readonly Told[], drafted: Drafted): Flag[] {
  return [...told.flatMap(partFlags), ...Object.keys(drafted).flatMap((name) => sectionFlags(name, drafted))];
}

function partFlags({ part, answer }: Told): Flag[] {
  const { what, target } = held[part];
  if (answer.kind === 'none') {
    const message = `The offline analyst wrote ${what}. ${answer.reason}`;
    return [{ kind: 'thin-section', severity: 'warns', target, message }];
  }
  const { unoffered, named, isDiscarded } = answer.value;
  if (unoffered === 0) return [];
  const count = `${unoffered} of ${named} numbers and ids that the model named for ${what} were not offered`;
  const message = isDiscarded
    ? `${count}; its reply was discarded and the offline analyst wrote them.`
    : `${count}; they were dropped.`;
  return [{ kind: 'quote-refused', severity: isDiscarded ? 'warns' : 'notes', target, message }];
}

function sectionFlags(name: string, drafted: Drafted): Flag[] {
  const section = drafted[name as keyof Prose];
  if (!section) return [];
  const { name: title, target } = shown[name as keyof Prose];
  const flags: Flag[] = [];
  if (section.stronger > 0) {
    flags.push({
      kind: 'claim-stronger-than-quote',
      severity: 'notes',
      target,
      message: `${title}: ${section.stronger} of the model's statements said more than their quotes and were dropped.`,
    });
  }
  // An empty list of alternatives, or of what to watch, is an answer and not a failure.
  if (section.value === null && section.complaints.length > 0) {
    flags.push({
      kind: 'thin-section',
      severity: 'notes',
      target,
      message: `${title}: too little of what the model wrote could stand, so the offline analyst wrote it.`,
    });
  }
  return flags;
}
