import { z } from 'zod';
import type { Analysis, CheckResult, Flag } from './analysis.ts';
import type { EditNote, GatedEdit } from './edit.ts';
import { placeOfQuote } from './edit.ts';
import { applyDecision, settleCheck } from './edit-decision.ts';
import { setField } from './edit-fields.ts';
import { editableLists, listItemAt } from './edit-lists.ts';
import { citationsAt, holderAt } from './edit-places.ts';
import { flagKey } from './flag-key.ts';
import { fieldFaults } from './issue-words.ts';
import type { ClaimAt } from './lint-targets.ts';
import { pagesRead } from './pages-read.ts';

/** Something that an edit asks for and that cannot be. */
export interface EditProblem {
  path: string;
  message: string;
}

export type Edited = { ok: true; analysis: Analysis; notes: EditNote[] } | { ok: false; problem: EditProblem };

/**
 * The document with the edits applied in turn, each said in words; the first that cannot be ends it, and nothing is
 * changed. What follows from decisions is computed by the caller. The given document stays as it is.
 */
export function applyEdits(given: Analysis, edits: readonly GatedEdit[]): Edited {
  const analysis = structuredClone(given);
  const notes: EditNote[] = [];
  try {
    for (const edit of edits) {
      const { at, did } = apply(analysis, edit);
      notes.push({ at, did, reason: edit.reason });
    }
    for (const edit of edits) if (edit.do === 'drop' || edit.do === 'decide') settle(analysis, edit);
  } catch (error) {
    if (error instanceof Impossible) return { ok: false, problem: error.problem };
    throw error;
  }
  return { ok: true, analysis, notes };
}

/** Thrown within this file only; people get its problem. */
class Impossible extends Error {
  readonly problem: EditProblem;
  constructor(path: string, message: string) {
    super(message);
    this.problem = { path, message };
  }
}

type Done = Omit<EditNote, 'reason'>;

function apply(analysis: Analysis, edit: GatedEdit): Done {
  switch (edit.do) {
    case 'decide': {
      const check = checkAt(analysis, edit.check);
      const did = applyDecision(analysis, check, edit);
      if (did === null) throw new Impossible('reason', 'A decision is changed with a reason: say what was wrong.');
      return { at: check.path, did };
    }
    case 'cite': {
      const holder = needed(analysis, edit.at);
      const citations = citationsAt(holder);
      const place = placeOfQuote(edit.citation);
      if (citations.some((citation) => placeOfQuote(citation) === place)) {
        throw new Impossible('quote', 'This passage is cited there already.');
      }
      citations.push(edit.citation);
      if ('claim' in holder && holder.claim.kind === 'absence') {
        holder.claim.kind = 'cited';
        holder.claim.searched = [];
      }
      if ('claim' in holder) byPerson(analysis, holder);
      return { at: holder.path, did: `Cited “${brief(edit.citation.quote)}”` };
    }
    case 'drop': {
      const holder = needed(analysis, edit.at);
      const citations = citationsAt(holder);
      const index = citations.findIndex((citation) => placeOfQuote(citation) === edit.place);
      const [dropped] = index < 0 ? [] : citations.splice(index, 1);
      if (!dropped) throw new Impossible('place', 'This passage is not cited there.');
      if ('claim' in holder) byPerson(analysis, holder);
      return { at: holder.path, did: `No longer cites “${brief(dropped.quote)}”` };
    }
    case 'write': {
      const holder = needed(analysis, edit.at);
      if (!('claim' in holder)) throw new Impossible('at', `${edit.at} is a decision; decide on it instead.`);
      return { at: holder.path, did: write(holder, edit, analysis) };
    }
    case 'set': {
      const was = setField(analysis, edit.at, edit.value);
      if (!was.ok) throw new Impossible('value', was.reason);
      return { at: edit.at, did: `From “${brief(was.before)}” to “${brief(edit.value)}”` };
    }
    case 'remove':
      return { at: edit.at, did: remove(analysis, edit.at) };
    case 'add': {
      const list = editableLists[edit.to];
      if (!list || list.fields.length === 0) throw new Impossible('to', `Nothing can be added to "${edit.to}".`);
      const items = list.of(analysis);
      items.push(made(() => list.make(edit.fields)));
      return { at: `${edit.to}.${items.length - 1}`, did: `${list.item} added` };
    }
    case 'resolve': {
      const index = analysis.flags.findIndex((flag) => flagKey(flag) === edit.flag);
      const flag = analysis.flags[index];
      if (!flag) throw new Impossible('flag', 'There is no such warning any more.');
      if (flag.kind === 'lint') {
        throw new Impossible('flag', 'This goes by itself once it is mended; it cannot be talked away.');
      }
      if (flag.severity === 'blocks' && edit.reason === '') {
        throw new Impossible('reason', 'A warning that blocks is resolved with a reason.');
      }
      analysis.flags.splice(index, 1);
      return { at: flag.target, did: `Warning resolved: ${brief(flag.message)}` };
    }
  }
}

function write(at: ClaimAt, edit: Extract<GatedEdit, { do: 'write' }>, analysis: Analysis): string {
  const { claim } = at;
  const was = { text: claim.text, kind: claim.kind };
  if (edit.text !== undefined) claim.text = edit.text;
  if (edit.kind !== undefined) claim.kind = edit.kind;
  if (claim.kind === 'absence') {
    claim.citations = [];
    if (claim.searched.length === 0) claim.searched = pagesRead(analysis);
  } else {
    claim.searched = [];
    delete claim.searchedOf;
  }
  const changes = [
    was.text === claim.text ? '' : `Text changed from “${brief(was.text)}”`,
    was.kind === claim.kind ? '' : `now ${claim.kind} and no longer ${was.kind}`,
  ].filter(Boolean);
  if (changes.length > 0) byPerson(analysis, at);
  return changes.join('; ') || 'Left as it was';
}

/**
 * A statement is now a person's, who has read it: a warning that it was written for another decision, or that an analyst
 * writes it otherwise, is answered.
 */
function byPerson(analysis: Analysis, { path, claim }: ClaimAt): void {
  claim.origin = 'person';
  const isAnswered = ({ kind, severity, target }: Flag): boolean =>
    target === path && (kind === 'analysts-disagree' || (kind === 'stale-citation' && severity === 'warns'));
  analysis.flags = analysis.flags.filter((flag) => !isAnswered(flag));
}

/** Takes an item away; flags about it go, and flags about later ones move up with them. */
function remove(analysis: Analysis, at: string): string {
  const item = listItemAt(at);
  const items = item?.list.of(analysis) ?? [];
  if (!item || item.index >= items.length) throw new Impossible('at', `There is no item at "${at}".`);
  items.splice(item.index, 1);
  const prefix = `${item.listPath}.`;
  analysis.flags = analysis.flags.flatMap((flag) => {
    if (!flag.target.startsWith(prefix)) return [flag];
    const [first = '', ...rest] = flag.target.slice(prefix.length).split('.');
    const index = Number(first);
    if (index === item.index) return [];
    return [index > item.index ? { ...flag, target: [item.listPath, index - 1, ...rest].join('.') } : flag];
  });
  return `${item.list.item} taken out`;
}

/** Runs last, so that one request may drop a quote and cite a better one without passing through "no evidence". */
function settle(analysis: Analysis, edit: Extract<GatedEdit, { do: 'drop' | 'decide' }>): void {
  const holder = holderAt(analysis, edit.do === 'drop' ? edit.at : edit.check);
  if (!holder || !('check' in holder)) return;
  if (edit.do === 'decide' && holder.check.citations.length === 0 && holder.check.decision !== 'no-evidence') {
    throw new Impossible(
      'decision',
      `A check is ${holder.check.decision} by a quote: use a sentence of the pages as evidence first.`,
    );
  }
  const was = holder.check.decision;
  settleCheck(holder.check);
  // Dropping the last quote is deciding: what analysts made of it is answered.
  if (holder.check.decision === was) return;
  analysis.flags = analysis.flags.filter(({ kind, target }) => kind !== 'analysts-disagree' || target !== holder.path);
}

function checkAt(analysis: Analysis, at: string): { path: string; check: CheckResult } {
  const holder = needed(analysis, at);
  if ('check' in holder) return holder;
  throw new Impossible('check', `${at} is a statement, not a check; write it instead.`);
}

function needed(analysis: Analysis, at: string) {
  const holder = holderAt(analysis, at);
  if (holder) return holder;
  throw new Impossible('at', `There is nothing at "${at}" in this revision.`);
}

function made(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const { path, message } = fieldFaults(error)[0] ?? { path: '', message: error.message };
    throw new Impossible(`fields.${path}`, `${path}: ${message}`);
  }
}

function brief(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text;
}
