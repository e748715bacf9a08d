import type { Analysis, Flag } from '../../../domain/analysis.ts';
import type { Draft } from '../../../domain/draft.ts';
import type { ChangeItem } from '../../../domain/draft-change.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { PublishedBaseline } from '../../../domain/run.ts';
import type { SiteChanges } from '../../../domain/site-changes.ts';
import type { StageResult, Tools } from '../../../ports.ts';
import { askInTurn } from '../ask-in-turn.ts';
import { decideChecks } from '../decide-checks.ts';
import { firstRevision } from '../first-revision.ts';
import { totalSpent } from '../total-spent.ts';
import { carryOn } from './carry-on.ts';
import { recountedItems } from './recounted-items.ts';
import { type Touched, touchedChecks } from './touched-checks.ts';
import { asksTheSame, turnedChecks } from './turned-checks.ts';

type ChangeTools = Pick<
  Tools,
  'rubric' | 'prompts' | 'model' | 'lastTry' | 'seal' | 'producer' | 'clock' | 'journal' | 'signal' | 'attempt'
>;

/**
 * The published analysis carried on where the pages changed: only touched decisions are made anew, and a model is asked
 * about their dimensions alone. An upgrade makes every decision anew over the stored pages, and carries on those that turn.
 * Unchanged where nothing published is touched. Null where there is nothing to carry on: no publication, one made under
 * another rubric, or, for an upgrade, one that answers other checks.
 */
export async function draftChange(evidence: Evidence, tools: ChangeTools): Promise<StageResult<Draft> | null> {
  const { changes } = evidence;
  const { published } = evidence.run.baseline;
  if (!changes || !published) return null;
  const isUpgrade = evidence.run.cause === 'upgrade';
  const isSameRubric = published.analysis.producer.rubricDigest === tools.producer.rubricDigest;
  if (isUpgrade ? !asksTheSame(published, tools.rubric) : !isSameRubric) return null;
  const started = tools.clock.now();
  const changed = { ...evidence, changes };
  const byQuotes = touchedChecks(changed, published, tools.rubric);
  const model = (isUpgrade || byQuotes.length > 0) && tools.model ? tools.model : null;
  const asked = model ? { id: model.id, ask: askInTurn(model, tools) } : null;
  const before = await tools.model?.spent();
  const only = isUpgrade ? undefined : dimensionsOf(byQuotes, published);
  const decided = await decideChecks(changed, { ...tools, model: asked }, only);
  const turned = isUpgrade ? turnedChecks(published, decided.checks, tools.producer) : [];
  const touched = [...byQuotes, ...turned.filter(({ path }) => !byQuotes.some((each) => each.path === path))];
  const { analysis: carried, change } = carryOn({
    evidence: changed,
    published,
    rubric: tools.rubric,
    touched,
    decided: new Map(decided.checks.map((check) => [check.id, check])),
  });
  const recounted = isUpgrade ? recountedItems(published, carried, change.items) : [];
  change.items.push(...recounted);
  if (change.items.length + change.requotes.length === 0) {
    return { kind: 'unchanged', reason: isUpgrade ? sameAnswers : untouched(changes) };
  }
  const createdAt = tools.clock.now();
  const spent = [before ?? [], decided.spent].flat();
  const analysis: Analysis = {
    ...carried,
    flags: [...carried.flags, ...recounted.map(recountedFlag)],
    // Whoever wrote what stands is still its author; only the version of the program that carried it on is new. An
    // upgrade made every decision anew, so that it answers for them all.
    producer: {
      ...(isUpgrade ? tools.producer : published.analysis.producer),
      version: tools.producer.version,
      createdAt: createdAt.toISOString(),
    },
    usage: { ...totalSpent(spent), seconds: Math.max(0, (createdAt.getTime() - started.getTime()) / 1000) },
  };
  tools.journal.note({ kind: 'progress', text: draftedSentence(change.items.length, change.requotes.length) });
  return {
    kind: 'record',
    record: { ...firstRevision(evidence, analysis, tools), change: isUpgrade ? { ...change, upgrade: true } : change },
  };
}

function recountedFlag({ path, sentence }: ChangeItem): Flag {
  return { kind: 'level-moved', severity: 'warns', target: path, message: sentence };
}

function dimensionsOf(touched: readonly Touched[], { analysis: { frameworks } }: PublishedBaseline): Set<string> {
  const ids = new Set(touched.map(({ was }) => was.id));
  const dimensions = [...frameworks.inpact.dimensions, ...frameworks.goals.dimensions];
  return new Set(dimensions.filter(({ checks }) => checks.some(({ id }) => ids.has(id))).map(({ id }) => id));
}

const sameAnswers = 'The stored pages, read anew, say the same to every check.';

function untouched({ sentences, more }: SiteChanges): string {
  const count = sentences.length + more;
  return `${count === 1 ? 'One sentence' : `${count} sentences`} of the documentation changed; none bears on what is published.`;
}

function draftedSentence(items: number, requotes: number): string {
  const open = items === 1 ? 'one thing is open' : `${items} things are open`;
  const moved = requotes === 0 ? '' : `; ${requotes} quotes are shown where they stand now`;
  return `Carried on what is published: ${items === 0 ? 'nothing is open' : open}${moved}.`;
}
