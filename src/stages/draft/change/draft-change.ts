import type { Analysis, Flag } from '../../../domain/analysis.ts';
import type { Draft } from '../../../domain/draft.ts';
import type { ChangeItem } from '../../../domain/draft-change.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import { touchedNothing } from '../../../domain/reading-ends.ts';
import type { PublishedBaseline } from '../../../domain/run.ts';
import type { SiteChanges } from '../../../domain/site-changes.ts';
import { supportedDenials } from '../../../domain/supported-denials.ts';
import { unseenPages } from '../../../domain/unseen-pages.ts';
import type { StageResult, Tools } from '../../../ports.ts';
import { askInTurn } from '../ask-in-turn.ts';
import { decideChecks, type Unanswered } from '../decide-checks.ts';
import { firstRevision } from '../first-revision.ts';
import { harvestFlags } from '../harvest-flags.ts';
import { joined } from '../phrasing.ts';
import { totalSpent } from '../total-spent.ts';
import { carryOn } from './carry-on.ts';
import { recountedItems } from './recounted-items.ts';
import { signedBy } from './signed-by.ts';
import { type Touched, touchedChecks } from './touched-checks.ts';
import { asksTheSame, turnedChecks } from './turned-checks.ts';
import { unansweredFlags } from './unanswered-flags.ts';

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
  const turned = isUpgrade ? turnedChecks(published, decided, tools.producer) : [];
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
    const how = isUpgrade
      ? [sameAnswers(decided.unanswered)]
      : [untouched(changes), ...unseenPages(published.analysis, evidence.crawl)];
    return { kind: 'unchanged', reason: how.join(' ') };
  }
  const createdAt = tools.clock.now();
  const spent = [before ?? [], decided.spent].flat();
  const isWhole = decided.unanswered.length === 0;
  const signed = signedBy(published.analysis.producer, tools.producer, { isUpgrade, isWhole });
  const analysis: Analysis = {
    ...carried,
    flags: [
      ...carried.flags,
      ...newDenials(carried, { evidence, items: change.items }),
      ...harvestFlags(evidence),
      ...unansweredFlags(decided.unanswered, carried, isUpgrade),
      ...recounted.map(recountedFlag),
    ],
    producer: { ...signed, createdAt: createdAt.toISOString() },
    usage: { ...totalSpent(spent), seconds: Math.max(0, (createdAt.getTime() - started.getTime()) / 1000) },
  };
  tools.journal.note({ kind: 'progress', text: draftedSentence(change.items.length, change.requotes.length) });
  return {
    kind: 'record',
    record: { ...firstRevision(evidence, analysis, tools), change: isUpgrade ? { ...change, upgrade: true } : change },
  };
}

/** What was decided so before was weighed when it was approved. */
function newDenials(carried: Analysis, { evidence, items }: { evidence: Evidence; items: readonly ChangeItem[] }) {
  const open = new Set(items.map(({ path }) => path));
  return supportedDenials(carried, evidence).filter(({ target }) => open.has(target));
}

function recountedFlag({ path, sentence }: ChangeItem): Flag {
  return { kind: 'level-moved', severity: 'warns', target: path, message: sentence };
}

function dimensionsOf(touched: readonly Touched[], { analysis: { frameworks } }: PublishedBaseline): Set<string> {
  const ids = new Set(touched.map(({ was }) => was.id));
  const dimensions = [...frameworks.inpact.dimensions, ...frameworks.goals.dimensions];
  return new Set(dimensions.filter(({ checks }) => checks.some(({ id }) => ids.has(id))).map(({ id }) => id));
}

function sameAnswers(unanswered: readonly Unanswered[]): string {
  if (unanswered.length === 0) return 'The stored pages, read anew, say the same to every check.';
  const names = joined(unanswered.map(({ dimension }) => dimension.name));
  return `The stored pages, read anew, say the same to every check that was answered. Not answered by the model: ${names}.`;
}

function untouched({ sentences, more }: SiteChanges): string {
  const count = sentences.length + more;
  return `${count === 1 ? 'One sentence' : `${count} sentences`} of the documentation changed; ${touchedNothing.now}`;
}

function draftedSentence(items: number, requotes: number): string {
  const open = items === 1 ? 'one thing is open' : `${items} things are open`;
  const moved = requotes === 0 ? '' : `; ${requotes} quotes are shown where they stand now`;
  return `Carried on what is published: ${items === 0 ? 'nothing is open' : open}${moved}.`;
}
