import { Stance } from '../../../domain/evidence.ts';
import { fillTemplate, promptParts } from '../../../domain/prompt-template.ts';
import { rubricChecks } from '../../../domain/rubric.ts';
import type { ModelQuestion, Tools } from '../../../ports.ts';
import type { PagePart } from './page-part.ts';
import { partSubject } from './part-subject.ts';
import { partText } from './part-text.ts';
import { type HarvestReply, readHarvest } from './read-harvest.ts';

/** Forty quotes, as the prompt allows, of about 60 tokens with 30 of frame come to 3,600; long rows take up to twice that. */
const maxOutputTokens = 6_000;
/** A hosted model writes fifty tokens a second at its slowest, so a full reply takes two minutes; the reading comes on top. */
const seconds = 180;
/** Judging and writing need what is left: a fifth to a third of what reading costs, and they may be repaired. */
const share = 0.6;

/** The question that asks a model to copy evidence out of one part. The same part asks the same bytes. */
export function harvestQuestion(
  part: PagePart,
  { rubric, prompts, seal }: Pick<Tools, 'rubric' | 'prompts' | 'seal'>,
): ModelQuestion<HarvestReply> {
  const [system, user] = promptParts(prompts, 'harvest');
  const checks = rubricChecks(rubric).map(({ check }) => check);
  const ids = checks.map(({ id }) => id);
  const passages = partText(part);
  const offered = { checks: new Set(ids), passages: part.length };
  return {
    task: 'harvest',
    subject: partSubject(part),
    system: fillTemplate(system, { checks: checks.map(({ id, question }) => `${id}: ${question}`).join('\n') }),
    // Nobody outside can foresee the seal of a text that holds theirs, so no page can close the passages early.
    user: fillTemplate(user, { delimiter: `~~~${seal(passages).slice(0, 24)}`, passages }),
    schemaName: 'harvest',
    schema: harvestSchema(ids),
    maxOutputTokens,
    seconds,
    share,
    read: (value, last) => readHarvest(value, offered, last),
  };
}

/** The wire schema: every key required, nothing open, no keyword that strict structured output refuses. */
function harvestSchema(checkIds: readonly string[]): Record<string, unknown> {
  const quote = {
    type: 'object',
    properties: {
      check: { type: 'string', enum: [...checkIds] },
      stance: { type: 'string', enum: [...Stance.options] },
      passage: { type: 'integer' },
      quote: { type: 'string' },
    },
    required: ['check', 'stance', 'passage', 'quote'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: { quotes: { type: 'array', items: quote } },
    required: ['quotes'],
    additionalProperties: false,
  };
}
