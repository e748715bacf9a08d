import type { Analysis } from '../../../domain/analysis.ts';
import type { Draft } from '../../../domain/draft.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { PublishedBaseline } from '../../../domain/run.ts';
import type { SiteChanges } from '../../../domain/site-changes.ts';
import type { StageResult, Tools } from '../../../ports.ts';
import { askInTurn } from '../ask-in-turn.ts';
import { decideChecks } from '../decide-checks.ts';
import { firstRevision } from '../first-revision.ts';
import { totalSpent } from '../total-spent.ts';
import { carryOn } from './carry-on.ts';
import { type Touched, touchedChecks } from './touched-checks.ts';

type ChangeTools = Pick<
  Tools,
  'rubric' | 'prompts' | 'model' | 'lastTry' | 'seal' | 'producer' | 'clock' | 'journal' | 'signal' | 'attempt'
>;

/**
 * The published analysis carried on where the pages changed: only touched decisions are made anew, and a model is asked
 * about their dimensions alone. Unchanged where nothing published is touched. Null where there is nothing to carry on:
 * no publication, or one made under another rubric.
 */
export async function draftChange(evidence: Evidence, tools: ChangeTools): Promise<StageResult<Draft> | null> {
  const { changes } = evidence;
  const { published } = evidence.run.baseline;
  if (!changes || !published) return null;
  if (published.analysis.producer.rubricDigest !== tools.producer.rubricDigest) return null;
  const started = tools.clock.now();
  const changed = { ...evidence, changes };
  const touched = touchedChecks(changed, published, tools.rubric);
  const model = touched.length > 0 && tools.model ? tools.model : null;
  const asked = model ? { id: model.id, ask: askInTurn(model, tools) } : null;
  const before = await tools.model?.spent();
  const decided = await decideChecks(changed, { ...tools, model: asked }, dimensionsOf(touched, published));
  const { analysis: carried, change } = carryOn({
    evidence: changed,
    published,
    rubric: tools.rubric,
    touched,
    decided: new Map(decided.checks.map((check) => [check.id, check])),
  });
  if (change.items.length + change.requotes.length === 0) return { kind: 'unchanged', reason: untouched(changes) };
  const createdAt = tools.clock.now();
  const spent = [before ?? [], decided.spent].flat();
  const analysis: Analysis = {
    ...carried,
    // Whoever wrote what stands is still its author; only the version of the program that carried it on is new.
    producer: {
      ...published.analysis.producer,
      version: tools.producer.version,
      createdAt: createdAt.toISOString(),
    },
    usage: { ...totalSpent(spent), seconds: Math.max(0, (createdAt.getTime() - started.getTime()) / 1000) },
  };
  tools.journal.note({ kind: 'progress', text: draftedSentence(change.items.length, change.requotes.length) });
  return { kind: 'record', record: { ...firstRevision(evidence, analysis, tools), change } };
}

function dimensionsOf(touched: readonly Touched[], { analysis: { frameworks } }: PublishedBaseline): Set<string> {
  const ids = new Set(touched.map(({ was }) => was.id));
  const dimensions = [...frameworks.inpact.dimensions, ...frameworks.goals.dimensions];
  return new Set(dimensions.filter(({ checks }) => checks.some(({ id }) => ids.has(id))).map(({ id }) => id));
}

function untouched({ sentences, more }: SiteChanges): string {
  const count = sentences.length + more;
  return `${count === 1 ? 'One sentence' : `${count} sentences`} of the documentation changed; none bears on what is published.`;
}

function draftedSentence(items: number, requotes: number): string {
  const open = items === 1 ? 'one thing is open' : `${items} things are open`;
  const moved = requotes === 0 ? '' : `; ${requotes} quotes are shown where they stand now`;
  return `Carried on what is published: ${items === 0 ? 'nothing is open' : open}${moved}.`;
}
