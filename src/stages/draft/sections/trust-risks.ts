import type { TrustRisk } from '../../../domain/analysis.ts';
import type { RiskSeverity } from '../../../domain/closed-lists.ts';
import { absence, cited, judgement } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { lowered, possessive, sentence } from '../phrasing.ts';
import { proofOf, wordsFound } from '../standing.ts';

const most = 5;
const rank: Record<RiskSeverity, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Checks that are not met and whose lack is a risk, gravest first, one a dimension before a second of the same. */
export function trustRisks(material: Material): TrustRisk[] {
  const open = material.checks.filter(({ result, check }) => result.decision !== 'met' && check.risk !== null);
  const turn = new Map<string, number>();
  const ordered = open
    .map((item, index) => {
      const nth = turn.get(item.dimension.id) ?? 0;
      turn.set(item.dimension.id, nth + 1);
      // What is half there is a smaller risk than what is ruled out or not found.
      const half = item.result.decision === 'partly' ? 1 : 0;
      return { item, key: [rank[item.check.risk?.severity ?? 'low'] + half, nth, index] as const };
    })
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2])
    .map(({ item }) => riskOf(item, material))
    .filter((risk) => risk !== null && material.sound(risk.risk) && material.sound(risk.mitigation)) as TrustRisk[];
  return ordered.length > 0 ? ordered.slice(0, most) : [unread(material)];
}

function riskOf(item: Decided, { vendor }: Material): TrustRisk | null {
  const { risk } = item.check;
  if (!risk) return null;
  const { decision, searched } = item.result;
  const text = sentence(`${causeFor(vendor.name, unstopped(risk.cause))}, so ${lowered(unstopped(risk.effect))}`);
  const lead = decision === 'partly' ? `As ${vendor.name} shows this only in part` : `Before relying on ${vendor.name}`;
  const mitigation = judgement(sentence(`${lead}, ${lowered(unstopped(risk.mitigation))}`));
  if (decision === 'no-evidence') return { severity: risk.severity, risk: absence(text, searched), mitigation };
  if (decision === 'contradicted') return { severity: risk.severity, risk: cited(text, proofOf(item)), mitigation };
  const words = wordsFound(item);
  const inPart = words === '' ? '' : ` Shown only in part: ${unstopped(words)}.`;
  return { severity: risk.severity, risk: judgement(`${text}${inPart}`, proofOf(item)), mitigation };
}

/** The cause with the product in it, where its own words leave room for a name. */
function causeFor(name: string, cause: string): string {
  if (/\bthe product's own\b/.test(cause)) return causeFor(name, cause.replace("the product's own", 'its own'));
  if (/^(?:the|a) (?:product|documentation)\b/i.test(cause)) {
    return cause.replace(/^the product\b/i, name).replace(/^the documentation\b/i, `${possessive(name)} documentation`);
  }
  if (/\b(?:documented|published|stated|over an open protocol)$/.test(cause)) return `${cause} for ${name}`;
  return `With ${name}, ${lowered(cause)}`;
}

function unstopped(text: string): string {
  return text.trim().replace(/\.$/, '');
}

function unread({ vendor }: Material): TrustRisk {
  return {
    severity: 'low',
    risk: judgement(
      `${possessive(vendor.name)} documentation describes a release that may differ from the one you run, so a documented control may be absent.`,
    ),
    mitigation: judgement(
      `Repeat the proof of concept on the release of ${vendor.name} that you deploy, and again after each upgrade.`,
    ),
  };
}
