import { z } from 'zod';
import type { Claim } from '../../../domain/analysis.ts';
import { repeatedSentence } from '../../../domain/lint-overlap.ts';
import { wordCount } from '../phrasing.ts';
import { Item } from './item.ts';
import type { OfferedQuote } from './offer.ts';
import type { Drafted } from './prose.ts';
import type { Scale } from './scale.ts';
import { type Entry, entryOf, type Section } from './section.ts';
import { weighItem } from './weigh-item.ts';

export const Portrait = z.strictObject({ summary: Item, analysis: z.array(Item), trust: z.array(Item) });

/** Of a section of prose, in words: what the published page has room for. */
const [leastWords, mostWords] = [30, 120];
const mostSummary = 60;

/** Summary, analysis and trust: prose, so measured in words, and the three may not repeat each other. */
export function readPortrait(reply: z.infer<typeof Portrait>, scale: Scale): Drafted {
  const brief = entryOf(
    [weighItem(reply.summary, { path: 'summary', kinds: ['cited'], words: [8, mostSummary] }, scale)],
    ([claim]) => claim as Claim,
  );
  const analysis = reply.analysis.map((item, index) => {
    const isLast = index === reply.analysis.length - 1;
    const path = `analysis.${index}`;
    return isLast
      ? weighItem(
          item,
          { path, kinds: ['judgement'], words: [8, 60], advice: true, also: pickComplaints(scale) },
          scale,
        )
      : weighItem(item, { path, kinds: ['cited', 'absence', 'judgement'], words: [5, 60] }, scale);
  });
  const trust = reply.trust.map((item, index) =>
    weighItem(
      item,
      {
        path: `trust.${index}`,
        kinds: ['cited', 'absence', 'judgement'],
        words: [5, 60],
        also: (_text, rests) => permittedComplaints(rests, scale),
      },
      scale,
    ),
  );
  const own = (weighed: typeof analysis) => weighed.map((one) => entryOf([one], ([claim]) => claim as Claim));
  return {
    summary: {
      value: brief.value,
      complaints: brief.complaints,
      dropped: brief.value ? 0 : 1,
      stronger: brief.stronger ? 1 : 0,
    },
    analysis: proseOf(withoutRepeats(own(analysis), brief.value), {
      path: 'analysis',
      needsLast: true,
      whole: () => [],
    }),
    trust: proseOf(own(trust), {
      path: 'trust',
      needsLast: false,
      whole: (text) =>
        text.includes(scale.material.layer.name) ? [] : [`Name the layer ${scale.material.layer.name} in one item.`],
    }),
  };
}

function pickComplaints({ material: { vendor } }: Scale): (text: string) => string[] {
  return (text) =>
    /^(?:pick|use|choose|take|adopt)\b/i.test(text) &&
    /\b(?:when|where|if|for)\b/i.test(text) &&
    text.includes(vendor.name)
      ? []
      : [`It is the last item and must begin with "Pick ${vendor.name} when" or "Use ${vendor.name} where".`];
}

/** Trust may not be claimed beyond what the checks of Permitted show. */
function permittedComplaints(rests: readonly OfferedQuote[], { material }: Scale): string[] {
  const shown = new Set(
    material.checks.filter(({ dimension }) => dimension.id === 'inpact.permitted').map(({ check }) => check.id),
  );
  if (rests.length === 0 || rests.some(({ of }) => of.some((id) => shown.has(id)))) return [];
  return ['It rests on no quote of a check that begins permitted.: rest it on one, or leave it out.'];
}

function withoutRepeats(entries: readonly Entry<Claim>[], summary: Claim | null): Entry<Claim>[] {
  return entries.map((entry, index) => {
    const { value } = entry;
    if (value === null || summary === null || repeatedSentence(summary.text, value.text) === null) return entry;
    const complaint = `analysis.${index}: It repeats the summary: say what the summary does not.`;
    return { value: null, complaints: [...entry.complaints, complaint], stronger: false };
  });
}

interface ProseRules {
  path: string;
  /** Whether the section falls with its last item. */
  needsLast: boolean;
  whole: (text: string) => string[];
}

function proseOf(entries: readonly Entry<Claim>[], { path, needsLast, whole }: ProseRules): Section<Claim[]> {
  const complaints = entries.flatMap((entry) => entry.complaints);
  const sound = entries.flatMap(({ value }) => value ?? []);
  const total = sound.reduce((sum, { text }) => sum + wordCount(text), 0);
  if (complaints.length === 0 && (total < leastWords || total > mostWords)) {
    complaints.push(`${path}: it has ${total} words: write ${leastWords} to ${mostWords}.`);
  }
  const kept = within(sound);
  const text = kept.map((claim) => claim.text).join(' ');
  const wrong = whole(text).map((message) => `${path}: ${message}`);
  const lastStands = !needsLast || entries.at(-1)?.value != null;
  const stands = wordCount(text) >= leastWords && wrong.length === 0 && lastStands;
  return {
    value: stands ? kept : null,
    complaints: [...complaints, ...wrong],
    dropped: entries.length - kept.length,
    stronger: entries.filter(({ stronger }) => stronger).length,
  };
}

/** As many as fit; the first and the last say most, so what stands before the last goes first. */
function within(claims: readonly Claim[]): Claim[] {
  const kept = [...claims];
  const total = () => kept.reduce((sum, { text }) => sum + wordCount(text), 0);
  while (kept.length > 1 && total() > mostWords) kept.splice(-2, 1);
  return kept;
}
