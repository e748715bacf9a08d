import type { Claim, TrustRisk } from '../../../domain/analysis.ts';
import type { RiskSeverity } from '../../../domain/closed-lists.ts';
import { isOfKind, type ProductKind } from '../../../domain/product-kind.ts';
import { lacksOf, thingOf } from '../check-words.ts';
import { absence, cited, judgement } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { joined, lowered, possessive, sentence } from '../phrasing.ts';
import { tellingWords } from '../telling-words.ts';

const most = 5;
const supposesServer: ReadonlySet<ProductKind> = new Set(['service', 'store', 'called']);
const rank: Record<RiskSeverity, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/**
 * Checks that are not met and whose lack is a risk, gravest first, one a dimension before a second of the same. Each rests
 * on a quote, or on the kind of product: a library has no port to leave open, and a quote that rules a thing out stands
 * whatever the kind.
 */
export function trustRisks(material: Material): TrustRisk[] {
  const open = material.checks.filter(({ result, check, isNear }) => {
    if (result.decision === 'met' || check.risk === null) return false;
    if (result.decision === 'no-evidence' && isNear) return false;
    if (result.decision === 'contradicted') return true;
    // Where nothing says that it runs by itself, its silence on what only a server can have is no risk.
    const isUnread = !material.placed.isKnown && result.decision === 'no-evidence';
    if (isUnread && supposesServer.has(check.fits)) return false;
    return isOfKind(material.placed, check.fits);
  });
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

/** An absence is told as one: what would follow is said of nothing being there, not of the product. */
function riskOf(item: Decided, { vendor: { name }, sound }: Material): TrustRisk | null {
  const { risk } = item.check;
  if (!risk) return null;
  const told = (claim: Claim): TrustRisk => ({
    severity: risk.severity,
    risk: claim,
    mitigation: judgement(sentence(risk.mitigation)),
  });
  const { decision, searched } = item.result;
  const effect = lowered(unstopped(risk.effect));
  if (decision === 'no-evidence') {
    const text = `The pages read of ${name} show no ${lacksOf([item], 1)}; without any, ${effect}`;
    return told(absence(sentence(text), searched));
  }
  const { text: words, proof } = tellingWords(item);
  if (decision === 'contradicted') {
    const bare = `${possessive(name)} documentation speaks against ${thingOf(item)}`;
    const said = (start: string) => cited(sentence(`${start}; without that, ${effect}`), proof);
    // Words that may not be published must not take the risk away with them.
    const shown = words === '' ? null : said(`${bare} (${words})`);
    return told(shown && sound(shown) ? shown : said(bare));
  }
  // A part that cannot be named would leave the reader to guess what is missing.
  if (words === '') return null;
  const missing = missingFacets(item);
  const rest = missing === '' ? `beyond that, ${effect}` : `it shows no ${missing}, and without that ${effect}`;
  return told(judgement(sentence(`Of ${thingOf(item)}, ${name} documents only ${words}; ${rest}`), proof));
}

/** Of a check that asks for several things, those that no quote shows. */
function missingFacets({ check, quotes }: Decided): string {
  const { facets, need } = check.signals;
  if (facets.length < 2 || need !== undefined) return '';
  const shown = new Set(quotes.map(({ facet }) => facet));
  const names = facets.filter(({ name }) => !shown.has(name)).map(({ name }) => name.replace(/^an? /, ''));
  return names.length === facets.length ? '' : joined(names, 'or');
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
