import type { Claim } from '../../../domain/analysis.ts';
import { strengthComplaints } from '../../../domain/claim-strength.ts';
import type { ClaimKind } from '../../../domain/closed-lists.ts';
import { claimDefects } from '../../../domain/lint-claims.ts';
import { distinct } from '../claims.ts';
import { wordCount } from '../phrasing.ts';
import type { Item } from './item.ts';
import type { OfferedQuote } from './offer.ts';
import { particularWords } from './own-words.ts';
import type { Scale } from './scale.ts';

/** What the place of a statement asks of it. */
export interface Slot {
  /** Where it stands in the reply, such as `strengths.2`. */
  path: string;
  kinds: readonly ClaimKind[];
  /** Fewest and most words. */
  words: readonly [number, number];
  /** It advises, whatever it rests on: a judgement with its quotes beside it. */
  advice?: boolean;
  /** What else is wrong with it in this place: a sentence each. */
  also?: (text: string, quotes: readonly OfferedQuote[]) => string[];
}

/** What came of one item. */
export interface Weighed {
  /** Null where nothing of it may stand. */
  claim: Claim | null;
  /** Each with its path. */
  complaints: string[];
  /** Whether it was refused for saying more than its quotes. */
  stronger: boolean;
}

const denies = /\b(?:no|not|none|nothing|never|without|nowhere|silent|neither|nor|lacks?|missing|open)\b/i;
const ofPages =
  /\b(?:documentation|docs|documents?|documented|undocumented|pages?|read|found|shown?|shows|stated?|states|described?|describes|mention(?:s|ed)?|named?|names|says?|said|tells?|published|covers?|covered|explains?|explained|gives?|given|listed?|lists)\b/i;

/**
 * An item as a claim: its kind by what it rests on, its ids only from what was offered, its words no stronger than its
 * quotes, publishable, and telling of this product. Numbers and ids that were not offered are counted on the scale.
 */
export function weighItem(item: Item, slot: Slot, scale: Scale): Weighed {
  const text = plain(item.text);
  const rests = scale.quotesAt(item.evidence);
  const absent = scale.absentAt(item.absent);
  const named = item.evidence.length + item.absent.length;
  const at = (messages: readonly string[]) => messages.map((message) => `${slot.path}: ${message}`);
  if (named > 0 && rests.length === 0 && absent.length === 0) {
    const complaint =
      'It rests on no number or check that was offered: name printed numbers, or ids decided no-evidence.';
    return { claim: null, complaints: at([complaint]), stronger: false };
  }
  const citations = distinct(rests.map(({ citation }) => citation));
  const kind = kindOf(slot, citations.length, absent.length);
  const searched = kind === 'judgement' ? [] : [...new Set(absent.flatMap(({ searched: pages }) => pages))].sort();
  const claim: Claim = { text, kind, origin: 'model', citations, searched };
  const stronger = strengthComplaints(text, {
    quotes: citations.map(({ quote }) => quote),
    names: scale.names,
    absent: absent.length > 0,
    advice: kind === 'judgement',
    around: scale.around,
  });
  const others = [
    ...shapeComplaints(text, kind, slot),
    ...(text === '' ? [] : claimDefects(claim, scale.ground)),
    ...ownComplaints(claim, scale),
    ...frameComplaints(text, scale),
    ...(kind === 'absence' ? absenceComplaints(text) : []),
    // The text still speaks of the one that is left out.
    ...(absent.length < new Set(item.absent).size ? [decidedAfterAll] : []),
    ...(slot.also?.(text, rests) ?? []),
  ];
  const complaints = at([...new Set([...stronger, ...others])]);
  return { claim: complaints.length === 0 ? claim : null, complaints, stronger: stronger.length > 0 };
}

const decidedAfterAll =
  'It names a check under absent that is decided or unknown: name those decided no-evidence, and say no more than they do.';

function kindOf({ advice }: Slot, cited: number, absent: number): ClaimKind {
  if (advice === true) return 'judgement';
  if (cited > 0) return 'cited';
  return absent > 0 ? 'absence' : 'judgement';
}

function shapeComplaints(text: string, kind: ClaimKind, { kinds, words: [least, most] }: Slot): string[] {
  const found: string[] = [];
  if (!kinds.includes(kind)) found.push(`It is ${kind} and must be ${kinds.join(' or ')}: name what it rests on.`);
  const count = wordCount(text);
  if (count < least || count > most) found.push(`It has ${count} words: write ${least} to ${most}.`);
  if (/\bL[1-7]\b/.test(text)) found.push('It holds a layer id: write the name of the layer.');
  return found;
}

function ownComplaints({ text, kind, citations }: Claim, scale: Scale): string[] {
  const { rubric, vendor } = scale.material;
  const tells = { rubric, product: vendor.name };
  if (kind === 'cited') {
    const quotes = citations.map(({ quote }) => quote);
    return particularWords(text, quotes, tells).length > 0
      ? []
      : ['It would fit any product: name a part, format, setting or limit from its quotes.'];
  }
  if (text.includes(vendor.name) || particularWords(text, scale.around, tells).length > 0) return [];
  return [`It would fit any product: name ${vendor.name} or one of its parts.`];
}

/** Fewer words in common are soon met by chance. */
const leastFrame = 5;

/** Two items that differ in their particular words alone were filled into one sentence. */
function frameComplaints(text: string, scale: Scale): string[] {
  const particular = new Set(
    particularWords(text, scale.around, { rubric: scale.material.rubric, product: scale.material.vendor.name }),
  );
  const frame = text.split(/\s+/).map((word) => {
    const bare = word.replace(/[.,;:()"“”]+/g, '');
    return particular.has(bare) || /\p{Lu}|\d|_/u.test(bare.slice(1)) ? '…' : bare.toLowerCase();
  });
  if (frame.filter((word) => word !== '…').length < leastFrame || !frame.includes('…')) return [];
  return scale.isFrameTaken(frame.join(' '))
    ? ['It is another item with other words filled in: say it differently, or leave it out.']
    : [];
}

function absenceComplaints(text: string): string[] {
  if (denies.test(text) && ofPages.test(text)) return [];
  return ['It rests on what was not found: say that the pages or the documentation show no such thing.'];
}

/** One line without control characters: a model's words go on a page. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
