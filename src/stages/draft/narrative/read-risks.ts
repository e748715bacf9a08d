import { z } from 'zod';
import type { Claim, TrustRisk } from '../../../domain/analysis.ts';
import { RiskSeverity } from '../../../domain/closed-lists.ts';
import { namesAnotherProductOnly } from '../../../domain/lint-sections.ts';
import { Item } from './item.ts';
import type { Drafted, Prose } from './prose.ts';
import type { Scale } from './scale.ts';
import { entryOf, sectionOf } from './section.ts';
import { weighItem } from './weigh-item.ts';

export const Risks = z.strictObject({
  trustRisks: z.array(z.strictObject({ severity: RiskSeverity, risk: Item, mitigation: Item })),
  watchFor: z.array(z.strictObject({ signal: Item, why: Item })),
  caution: z.array(Item),
});

const gravity: Record<RiskSeverity, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Risks with what to do about them, gravest first; what to watch; who should look twice. */
export function readRisks(reply: z.infer<typeof Risks>, scale: Scale): Drafted {
  const risks = reply.trustRisks.map(({ severity, risk, mitigation }, index) =>
    entryOf<TrustRisk>(
      [
        weighItem(
          risk,
          { path: `trustRisks.${index}.risk`, kinds: ['cited', 'absence'], words: [8, 45], also: causeComplaints },
          scale,
        ),
        weighItem(
          mitigation,
          {
            path: `trustRisks.${index}.mitigation`,
            kinds: ['judgement'],
            words: [4, 40],
            advice: true,
            also: (text) => actionComplaints(text, scale),
          },
          scale,
        ),
      ],
      ([first, second]) => ({ severity, risk: first as Claim, mitigation: second as Claim }),
    ),
  );
  const watched = reply.watchFor.map(({ signal, why }, index) =>
    entryOf<Prose['watchFor'][number]>(
      [
        weighItem(
          signal,
          { path: `watchFor.${index}.signal`, kinds: ['cited', 'absence', 'judgement'], words: [3, 30] },
          scale,
        ),
        weighItem(
          why,
          { path: `watchFor.${index}.why`, kinds: ['cited', 'absence', 'judgement'], words: [4, 40] },
          scale,
        ),
      ],
      ([first, second]) => ({ signal: first as Claim, why: second as Claim }),
    ),
  );
  const cautions = reply.caution.map((item, index) =>
    entryOf(
      [
        weighItem(
          item,
          { path: `industryFit.caution.${index}`, kinds: ['cited', 'absence', 'judgement'], words: [5, 35] },
          scale,
        ),
      ],
      ([claim]) => claim as Claim,
    ),
  );
  const trustRisks = sectionOf(risks, { path: 'trustRisks', least: 1, most: 5, key: ({ risk }) => risk.text });
  const watchFor = sectionOf(watched, { path: 'watchFor', least: 1, most: 6, key: ({ signal }) => signal.text });
  return {
    trustRisks: {
      ...trustRisks,
      value: trustRisks.value?.toSorted((a, b) => gravity[a.severity] - gravity[b.severity]) ?? null,
    },
    // Nothing to watch is an answer; what the rubric says to watch still stands then.
    watchFor: reply.watchFor.length === 0 ? { ...watchFor, complaints: [] } : watchFor,
    caution: sectionOf(cautions, { path: 'industryFit.caution', least: 1, most: 5, key: ({ text }) => text }),
  };
}

/** Cause and effect, and the effect as what may come, since no quote proves it. */
function causeComplaints(text: string): string[] {
  const found: string[] = [];
  if (!/\b(?:so|because|which|therefore|hence|since|if|when|unless|until|without|as)\b/i.test(text)) {
    found.push('It has no cause and effect: join them with "so", "because" or "which".');
  }
  if (!/\b(?:may|might|can|could|would|risks?|cannot)\b/i.test(text)) {
    found.push('It says what will follow: say what may or could follow.');
  }
  return found;
}

function actionComplaints(text: string, { offer, material }: Scale): string[] {
  const others = offer.neighbours.map(({ name }) => name.toLowerCase());
  // "Use Cedar policies …" is about this product.
  const bare = text.split(material.vendor.name).join('it');
  return namesAnotherProductOnly(text, others) && namesAnotherProductOnly(bare, others)
    ? ['It only names another product: say what to do with this one.']
    : [];
}
