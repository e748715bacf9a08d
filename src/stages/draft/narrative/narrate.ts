import type { Analysis, Flag } from '../../../domain/analysis.ts';
import { repeatedSentence } from '../../../domain/lint-overlap.ts';
import type { Model, ModelSpent, Tools } from '../../../ports.ts';
import type { Material } from '../material.ts';
import { totalSpent } from '../total-spent.ts';
import { narrativeFlags } from './narrative-flags.ts';
import { narrativeQuestion } from './narrative-question.ts';
import { offerOf } from './offer.ts';
import { parts } from './part.ts';
import type { Drafted, Prose } from './prose.ts';
import { readPart, type Told } from './read-part.ts';

/** The sections that a model may write; everything else of an analysis is computed. */
export type Written = Pick<Analysis, Exclude<keyof Prose, 'bestFor' | 'caution'> | 'industryFit'>;

export interface Narrated {
  /** Each section as it should stand: the model's where enough of it passed, else the one given. */
  sections: Written;
  /** Targets are paths in the document, such as `strengths`. */
  flags: Flag[];
  spent: ModelSpent;
}

/**
 * Asks a model for the prose, part by part, and gives what of it may stand. `written` holds the offline sections, which
 * stay wherever the model's do not pass. Rejects as `model.ask` does, once every call under way has ended.
 */
export async function narrate(
  written: Written,
  material: Material,
  { model, tools }: { model: Pick<Model, 'ask'>; tools: Pick<Tools, 'prompts' | 'seal'> },
): Promise<Narrated> {
  const asked = await Promise.allSettled(
    parts.map(async (part): Promise<Told> => {
      const offer = offerOf(part, material);
      const question = narrativeQuestion(offer, { material, tools }, readPart(offer, material));
      return { part, answer: await model.ask(question) };
    }),
  );
  const told = asked.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  const drafted = Object.assign({}, ...told.map(sectionsOf)) as Drafted;
  const sections = joined(written, drafted);
  return { sections, flags: narrativeFlags(told, drafted), spent: totalSpent(told.map(({ answer }) => answer.spent)) };
}

function sectionsOf({ answer }: Told): Drafted {
  return answer.kind === 'answer' && !answer.value.isDiscarded ? answer.value.sections : {};
}

function joined(written: Written, drafted: Drafted): Written {
  const sections: Written = {
    summary: drafted.summary?.value ?? written.summary,
    analysis: drafted.analysis?.value ?? written.analysis,
    trust: drafted.trust?.value ?? written.trust,
    strengths: drafted.strengths?.value ?? written.strengths,
    limitations: drafted.limitations?.value ?? written.limitations,
    trustRisks: drafted.trustRisks?.value ?? written.trustRisks,
    watchFor: drafted.watchFor?.value ?? written.watchFor,
    industryFit: {
      ...written.industryFit,
      bestFor: drafted.bestFor?.value ?? written.industryFit.bestFor,
      caution: drafted.caution?.value ?? written.industryFit.caution,
    },
    scenarios: drafted.scenarios?.value ?? written.scenarios,
    integration: drafted.integration?.value ?? written.integration,
    stackImpact: drafted.stackImpact?.value ?? written.stackImpact,
    alternatives: drafted.alternatives?.value ?? written.alternatives,
    pocChecklist: drafted.pocChecklist?.value ?? written.pocChecklist,
  };
  // Half by the model and half by rule, the two may say the same; those by rule never do.
  const text = sections.analysis.map((claim) => claim.text).join(' ');
  return repeatedSentence(sections.summary.text, text) === null
    ? sections
    : { ...sections, summary: written.summary, analysis: written.analysis };
}
