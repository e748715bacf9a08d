import type { Glue, Node } from './phrase-parse.ts';
import { placeholders } from './phrase-placeholders.ts';
import type { PhraseUnit, Words } from './phrase-unit.ts';

/** One step of a compiled part. `next` and the other numbers are places in the program. */
type Step =
  | { does: 'word'; word: string; open: boolean; glue: Glue; before: string; after: string; coded: boolean }
  | { does: 'placeholder'; name: string }
  | { does: 'gap'; most: number }
  | { does: 'mark'; slot: 0 | 1 }
  | { does: 'split'; other: number }
  | { does: 'jump'; to: number }
  | { does: 'done' };

export type Program = readonly Step[];

/** What a placeholder matched. Offsets in UTF-16 units into the unit. */
export interface Capture {
  name: string;
  start: number;
  end: number;
  text: string;
}

/** Where a part stands; `marked` is the stretch in braces, null where the part has none. */
export interface PartMatch {
  start: number;
  end: number;
  marked: { start: number; end: number } | null;
  /** The words matched, without what gaps skipped over: a negation in a gap counts. */
  pieces: { start: number; end: number }[];
  captures: Capture[];
}

/** Turns the nodes of a part into steps. */
export function toProgram(nodes: readonly Node[]): Program {
  const steps: Step[] = [];
  emit(nodes, steps);
  steps.push({ does: 'done' });
  return steps;
}

function emit(nodes: readonly Node[], steps: Step[]): void {
  for (const node of nodes) {
    if (node.is === 'word') {
      const { is: _is, ...word } = node;
      steps.push({ does: 'word', ...word });
    } else if (node.is === 'gap') steps.push({ does: 'gap', most: node.most });
    else if (node.is === 'placeholder') steps.push({ does: 'placeholder', name: node.name });
    else if (node.is === 'marked') {
      steps.push({ does: 'mark', slot: 0 });
      emit(node.inner, steps);
      steps.push({ does: 'mark', slot: 1 });
    } else if (node.is === 'optional') {
      const split = steps.push({ does: 'split', other: 0 }) - 1;
      emit(node.inner, steps);
      steps[split] = { does: 'split', other: steps.length };
    } else emitEither(node.branches, steps);
  }
}

function emitEither(branches: readonly Node[][], steps: Step[]): void {
  const jumps: number[] = [];
  branches.forEach((branch, index) => {
    const isLast = index === branches.length - 1;
    const split = isLast ? -1 : steps.push({ does: 'split', other: 0 }) - 1;
    emit(branch, steps);
    if (isLast) return;
    jumps.push(steps.push({ does: 'jump', to: 0 }) - 1);
    steps[split] = { does: 'split', other: steps.length };
  });
  for (const jump of jumps) steps[jump] = { does: 'jump', to: steps.length };
}

interface Attempt {
  program: Program;
  unit: Words & Partial<PhraseUnit>;
  /** Marks each step, word and way of joining that led nowhere: each is tried once, so time grows linearly. */
  failed: Uint32Array;
  /** What marks of this attempt look like; older ones mean nothing. */
  mark: number;
  marks: [number, number];
  /** Words taken so far, by their place among the unit's words. */
  taken: number[];
  captures: Capture[];
}

/** Kept from attempt to attempt: a fresh one each time costs more than the matching itself. */
const board = { marks: new Uint32Array(1 << 14), mark: 0 };

function freshBoard(size: number): void {
  const isUsedUp = board.mark === 0xffffffff;
  if (size > board.marks.length || isUsedUp) {
    board.marks = new Uint32Array(Math.max(size * 2, board.marks.length));
    board.mark = 0;
  }
  board.mark += 1;
}

/** The leftmost place where a program matches, or null. At each step the first alternative that works is taken. */
export function runProgram(program: Program, unit: Words & Partial<PhraseUnit>, from = 0): PartMatch | null {
  const count = unit.words.length;
  freshBoard(program.length * 2 * (count + 1));
  const attempt: Attempt = {
    program,
    unit,
    failed: board.marks,
    mark: board.mark,
    marks: [-1, -1],
    taken: [],
    captures: [],
  };
  for (let at = from; at < count; at += 1) {
    const last = step(attempt, { pc: 0, at, free: true });
    if (last <= 0) continue;
    const [start, end] = attempt.marks;
    return {
      start: unit.starts[at] ?? 0,
      end: last,
      marked: start === -1 ? null : { start, end },
      pieces: piecesOf(unit, attempt.taken),
      captures: attempt.captures,
    };
  }
  return null;
}

/** `at` is the next word to be matched; `free` after a gap or at the start, where any joint will do. */
interface Position {
  pc: number;
  at: number;
  free: boolean;
}

/** Where the match ends in the text, or 0 when it cannot be completed from here. */
function step(attempt: Attempt, { pc, at, free }: Position): number {
  const { program, unit, failed } = attempt;
  const now = program[pc];
  if (now === undefined) return 0;
  if (now.does === 'done') return unit.ends[at - 1] ?? 0;
  if (now.does === 'jump') return step(attempt, { pc: now.to, at, free });
  const key = (pc * (unit.words.length + 1) + at) * 2 + (free ? 1 : 0);
  if (failed[key] === attempt.mark) return 0;
  const end = tryStep(attempt, now, { pc, at, free });
  if (end === 0) failed[key] = attempt.mark;
  return end;
}

function tryStep(attempt: Attempt, now: Step, { pc, at, free }: Position): number {
  const { unit } = attempt;
  if (now.does === 'split') {
    return step(attempt, { pc: pc + 1, at, free }) || step(attempt, { pc: now.other, at, free });
  }
  if (now.does === 'mark') return tryMark(attempt, now.slot, { pc, at, free });
  if (now.does === 'gap') return tryGap(attempt, now.most, { pc, at, free });
  if (at >= unit.words.length) return 0;
  if (now.does === 'word') {
    const fits = now.open ? unit.words[at]?.startsWith(now.word) : unit.words[at] === now.word;
    if (!fits || !(free || joinedBy(unit, at, now.glue)) || !edgesFit(unit, at, now)) return 0;
    // A plain word means nothing inside an identifier such as `sink.http.authentication.secret`.
    if (!now.coded && unit.inIdentifier[at] === 1 && unit.kind !== 'code') return 0;
    attempt.taken.push(at);
    const end = step(attempt, { pc: pc + 1, at: at + 1, free: false });
    if (end === 0) attempt.taken.pop();
    return end;
  }
  if (now.does !== 'placeholder' || !(free || joinedBy(unit, at, 'space'))) return 0;
  const stop = placeholders[now.name]?.(unit, at) ?? -1;
  if (stop === -1) return 0;
  let next = at + 1;
  while (next < unit.words.length && (unit.starts[next] ?? 0) < stop) next += 1;
  const start = unit.starts[at] ?? 0;
  const end = Math.max(stop, unit.ends[next - 1] ?? stop);
  attempt.captures.push({ name: now.name, start, end, text: unit.text.slice(start, end) });
  for (let taken = at; taken < next; taken += 1) attempt.taken.push(taken);
  const last = step(attempt, { pc: pc + 1, at: next, free: false });
  if (last === 0) {
    attempt.captures.pop();
    attempt.taken.length -= next - at;
  }
  return last;
}

/** Neighbouring words as one stretch. */
function piecesOf(unit: Words, taken: readonly number[]): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  taken.forEach((at, index) => {
    const last = pieces.at(-1);
    const end = unit.ends[at] ?? 0;
    if (last !== undefined && taken[index - 1] === at - 1) last.end = end;
    else pieces.push({ start: unit.starts[at] ?? 0, end });
  });
  return pieces;
}

function tryMark(attempt: Attempt, slot: 0 | 1, { pc, at, free }: Position): number {
  const { marks, unit } = attempt;
  const before = marks[slot];
  marks[slot] = (slot === 0 ? unit.starts[at] : unit.ends[at - 1]) ?? 0;
  const end = step(attempt, { pc: pc + 1, at, free });
  if (end === 0) marks[slot] = before;
  return end;
}

/** The fewest words first. A gap holds whole runs between spaces and never crosses a semicolon or colon. */
function tryGap(attempt: Attempt, most: number, { pc, at }: Position): number {
  const { unit } = attempt;
  const first = unit.runs[at - 1] ?? 0;
  for (let next = at; next < unit.words.length; next += 1) {
    if (unit.breaks[next] === 1) return 0;
    if ((unit.runs[next] ?? 0) - first > most + 1) return 0;
    const end = step(attempt, { pc: pc + 1, at: next, free: true });
    if (end > 0) return end;
  }
  return 0;
}

/** Quotation and emphasis marks may stand between two words, but nothing that ends a thought. */
const softJoint = /^[\s\-‐-–—`'"*“”‘’®™]+$/u;

function joinedBy(unit: Words, at: number, glue: Glue): boolean {
  const between = unit.text.slice(unit.ends[at - 1], unit.starts[at]);
  if (glue === 'space') return between === ' ' || between === '-' || softJoint.test(between);
  return between.replace(/[\s`*]/g, '').replace(/[’‘]/g, "'") === glue.exactly.replace(/[’‘]/g, "'");
}

function edgesFit(unit: Words, at: number, { before, after }: { before: string; after: string }): boolean {
  if (before !== '' && !unit.text.slice(0, unit.starts[at]).endsWith(before)) return false;
  return after === '' || unit.text.startsWith(after, unit.ends[at]);
}
