import type { Citation } from '../../domain/analysis.ts';
import { sha256 } from '../../domain/digest.ts';
import type { Quote, Refusal } from '../../domain/evidence.ts';
import { gateSpan, refusalTexts } from '../../domain/quote-gate.ts';
import type { Tools } from '../../ports.ts';
import type { Offer } from './offer.ts';
import type { ReadUnit } from './read-unit.ts';

/** Why nothing of a page may be quoted whose text the store has lost. */
export const textNotKept = 'The text made from the page is not kept.';

/** Gives citations for units, or the reason why one may not be quoted. Holds the texts of the pages it was asked for. */
export interface Gate {
  cite(unit: ReadUnit): Promise<Cited>;
}

type Cited = { ok: true; citation: Citation } | { ok: false; reason: string };

/** Tells whether a stretch of a page's stored text touches a passage that speaks to a model. */
export type IsSuspect = (url: string, span: { start: number; end: number }) => boolean;

/** A gate over the stored texts of a corpus. */
export function openGate(bodies: Tools['bodies'], isSuspect: IsSuspect): Gate {
  // Several checks and lanes offer the same unit.
  const cited = new Map<ReadUnit, Promise<Cited>>();
  const texts = new Map<string, string | null>();
  const textOf = async (digest: string): Promise<string | null> => {
    const known = texts.get(digest);
    if (known !== undefined) return known;
    const bytes = await bodies.read(digest);
    const text = bytes === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    texts.set(digest, text);
    return text;
  };
  const citationOf = async (unit: ReadUnit): Promise<Cited> => {
    const text = await textOf(unit.page.textDigest);
    if (text === null) return { ok: false, reason: textNotKept };
    if (text.slice(unit.start, unit.end) !== unit.phrase.text) {
      return { ok: false, reason: 'The stored text does not say this at its place.' };
    }
    const gated = gateSpan(text, { start: unit.start, end: unit.end });
    if (!gated.ok) return { ok: false, reason: refusalTexts[gated.reason] };
    const { url, title, pageDigest, textDigest, fetchedAt } = unit.page;
    const { start, end, quote } = gated;
    // A neighbour may bring such text into the quote, though no unit holds any.
    if (isSuspect(url, gated)) return { ok: false, reason: 'The quote touches text that speaks to a model.' };
    return {
      ok: true,
      citation: { url, title, pageDigest, textDigest, passageId: unit.passage.id, start, end, quote, fetchedAt },
    };
  };
  return {
    cite(unit) {
      const known = cited.get(unit) ?? citationOf(unit);
      cited.set(unit, known);
      return known;
    },
  };
}

/** The quote that an offer becomes when its unit may be cited. */
export async function gateOffer(gate: Gate, offer: Offer): Promise<{ quote: Quote } | { refusal: Refusal }> {
  const cited = await gate.cite(offer.unit);
  if (!cited.ok) {
    const refusal = { check: offer.check, reason: cited.reason, text: offer.unit.phrase.text.slice(0, 300) };
    const isNear = offer.lane === 'signal' && offer.stance === 'supports' && !offer.hedged;
    return { refusal: isNear ? { ...refusal, near: true } : refusal };
  }
  const { citation } = cited;
  const { check, lane, facet, found, score, unit } = offer;
  const { stance, hedged } = withNeighbours(offer, citation);
  // The harvest's are its own, so that no other lane's quotes change when a model reads along.
  const by = lane === 'harvest' ? 'lane: harvest' : facet;
  const id = `q-${sha256(`${check}\n${by}\n${stance}\n${citation.textDigest}\n${citation.start}\n${citation.end}`).slice(0, 20)}`;
  // A suspect passage elsewhere on the page does not make this one suspect; its address and age do count.
  const pageFlags = unit.page.flags.filter((flag) => flag !== 'injection-suspect');
  const flags = [...new Set([...unit.passage.flags, ...pageFlags])].sort();
  return {
    quote: {
      id,
      citation,
      stance,
      lane,
      facet,
      hedged,
      found,
      headings: unit.passage.headings,
      flags,
      score: Math.round(score * 1000) / 1000,
    },
  };
}

/** What a lead-in that denies its list makes of an item, and what a following sentence makes of the one before it. */
const deniesList =
  /\b(?:not|no longer|cannot|can't|n't|never|unsupported|without|lacks?|lacking|removed|unavailable|non-goals?|out of scope)\b[^.]*:\s*$/i;
const narrowsList = /\b(?:limitations?|except|excluding|excludes?|planned|roadmap|coming soon|deprecated)\b[^.]*:\s*$/i;
const takesBack =
  /\b(?:no longer|removed|unsupported|deprecated|not (?:yet )?(?:supported|available|implemented)|experimental|preview|alpha|beta|incubating|enterprise|paid|planned)\b/i;

/** The gate widens a quote over neighbours that change what it says; so they change what it shows. */
function withNeighbours(
  { stance, hedged, unit }: Offer,
  { start, end, quote }: Citation,
): Pick<Offer, 'stance' | 'hedged'> {
  if (stance !== 'supports') return { stance, hedged };
  const lead = quote.slice(0, Math.max(0, unit.start - start)).replace(/[-*•\d.)\s]+$/, '');
  if (deniesList.test(lead)) return { stance: 'contradicts', hedged: false };
  const after = quote.slice(quote.length - Math.max(0, end - unit.end));
  return { stance, hedged: hedged || narrowsList.test(lead) || takesBack.test(after) };
}
