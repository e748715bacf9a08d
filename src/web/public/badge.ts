import type { FrameworkResult } from '../../domain/analysis.ts';
import type { FrameworkId } from '../../domain/closed-lists.ts';
import type { Publication } from '../../domain/publication.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { xmlText } from '../../domain/xml-text.ts';
import { badgeTextWidth } from './badge-text-width.ts';
import { day } from './day.ts';
import { totalText } from './framework-view.tsx';

/** One part of a badge, with the whole of it in words for those who do not see it. */
interface Part {
  text: string;
  fill: string;
  /** How much of the circle before the text is filled, from 0 to 1; none is drawn where it is null. */
  share: number | null;
}

const height = 20;
/** Room left and right of a part's content, and the circle with its gap. */
const padding = 8;
const circle = 16;
/** White on each of these has a contrast of at least 5 to 1, whatever page the badge stands on. */
const ink = '#1d2327';
const neutral = '#4d565c';
/** By band, the highest first. The word and the circle say the same. */
const fills = ['#0d5c63', '#3a6152', '#7d4b00', '#9b2a16'] as const;

/** Both totals of a publication as a small picture; of a withdrawn one only that it was withdrawn. */
export function publicationBadge({ analysis, version, withdrawn }: Publication, rubric: Rubric): string {
  const { name } = analysis.vendor;
  if (withdrawn) return plainBadge('withdrawn', `Assay withdrew its analysis of ${name} on ${day(withdrawn.at)}`);
  const { inpact, goals } = analysis.frameworks;
  const totals = [[rubric.inpact.name, inpact] as const, [rubric.goals.name, goals] as const].map(
    ([title, result]) => `${title} ${totalText(result)}${result.band ? `, ${result.band}` : ''}`,
  );
  const title = `Assay’s analysis of ${name}: ${totals.join('; ')}. Version ${version}, from documentation as of ${day(analysis.crawl.startedAt)}.`;
  return drawn([own, partOf('inpact', inpact, rubric), partOf('goals', goals, rubric)], title);
}

/** A badge that has no totals to show. */
export function plainBadge(text: string, title: string): string {
  return drawn([own, { text, fill: neutral, share: null }], title);
}

const own: Part = { text: 'Assay', fill: ink, share: null };

function partOf(id: FrameworkId, result: FrameworkResult, rubric: Rubric): Part {
  const { name, bands } = rubric[id];
  const { assessed, of, total, max, band } = result;
  if (assessed === 0) return { text: `${name} not assessed`, fill: neutral, share: 0 };
  const rank = bands.findIndex((each) => each.name === band);
  if (assessed < of || rank === -1) {
    return { text: `${name} ${total}/${max} (${assessed} of ${of} assessed)`, fill: neutral, share: 0 };
  }
  // The lowest band is a quarter, the highest the whole circle.
  return {
    text: `${name} ${total}/${max} ${band}`,
    fill: fills[Math.min(rank, fills.length - 1)] ?? neutral,
    share: (bands.length - rank) / bands.length,
  };
}

function drawn(parts: readonly Part[], title: string): string {
  let left = 0;
  const shapes = parts.map((part) => {
    const at = left;
    const width = widthOf(part);
    left += width;
    return partShape(part, { at, width });
  });
  const label = xmlText(title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left}" height="${height}" viewBox="0 0 ${left} ${height}" role="img" aria-label="${label}">`,
    `<title>${label}</title>`,
    `<clipPath id="edge"><rect width="${left}" height="${height}" rx="3"/></clipPath>`,
    `<g clip-path="url(#edge)" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">`,
    ...shapes,
    '</g>',
    // Parts the badge from dark pages and from light ones.
    `<rect x="0.5" y="0.5" width="${left - 1}" height="${height - 1}" rx="3" fill="none" stroke="#8a9196"/>`,
    '</svg>',
    '',
  ].join('\n');
}

function widthOf({ text, share }: Part): number {
  return badgeTextWidth(text) + 2 * padding + (share === null ? 0 : circle);
}

function partShape({ text, fill, share }: Part, { at, width }: { at: number; width: number }): string {
  const start = at + padding + (share === null ? 0 : circle);
  // `textLength` makes the text as wide as was planned for, whichever font a reader has.
  return [
    `<rect x="${at}" width="${width}" height="${height}" fill="${fill}"/>`,
    share === null ? '' : circleShape(at + padding + 5, share),
    `<text x="${start}" y="14" fill="#fff" textLength="${badgeTextWidth(text)}" lengthAdjust="spacingAndGlyphs">${xmlText(text)}</text>`,
  ].join('');
}

/** A circle filled clockwise from the top. */
function circleShape(x: number, share: number): string {
  const outline = `<circle cx="${x}" cy="10" r="5" fill="none" stroke="#fff"/>`;
  if (share === 0) return outline;
  if (share === 1) return `<circle cx="${x}" cy="10" r="5" fill="#fff" stroke="#fff"/>`;
  const angle = 2 * Math.PI * share;
  const end = [x + 5 * Math.sin(angle), 10 - 5 * Math.cos(angle)].map((value) => value.toFixed(2)).join(' ');
  return `${outline}<path d="M${x} 10V5A5 5 0 ${share > 0.5 ? 1 : 0} 1 ${end}Z" fill="#fff"/>`;
}
