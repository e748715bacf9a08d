import type { Analysis } from '../../../domain/analysis.ts';
import { isOfKind } from '../../../domain/product-kind.ts';
import { thingOf } from '../check-words.ts';
import { cited, judgement } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { lowered, sentence } from '../phrasing.ts';
import { nounsFirst, proofOf, tellingFirst } from '../standing.ts';

type WatchFor = Analysis['watchFor'];

/** More would not be watched. */
const most = 4;
const mostUnsettled = 2;

/** Signs that a vendor may still change what is described. */
const early =
  /\b(?:alpha|beta|preview|experimental|incubating|tech(?:nology|nical) preview|deprecated|roadmap|planned)\b/i;

/** What is described as unfinished or on its way out first, then what the rubric says to keep an eye on after adoption. */
export function watchFor(material: Material): WatchFor {
  const fit = ({ signal, why }: WatchFor[number]) => material.sound(signal) && material.sound(why);
  const unsettled = tellingFirst(
    material.checks.filter(({ result }) => result.decision === 'partly' || result.decision === 'met'),
  )
    .flatMap((item) => unsettledLine(item, material))
    .filter(fit)
    .filter(({ why }, index, all) => all.findIndex((line) => line.why.text === why.text) === index)
    .slice(0, mostUnsettled);
  const kept = nounsFirst(
    material.checks.filter(
      ({ result, check }) =>
        check.watch !== null &&
        isOfKind(material.placed, check.fits) &&
        (result.decision === 'met' || result.decision === 'partly'),
    ),
  );
  const seen = new Set<string>();
  const lines = kept
    .filter(({ dimension }) => !seen.has(dimension.id) && seen.add(dimension.id))
    .flatMap((item) => rubricLine(item, material))
    .filter(fit);
  return [...unsettled, ...lines].slice(0, most);
}

function unsettledLine({ best, said }: Decided, { vendor }: Material): WatchFor {
  const word = said ? early.exec(said.text)?.[0].toLowerCase() : undefined;
  if (!best?.hedged || !said || !word) return [];
  return [
    {
      signal: cited(said.text, said.proof),
      why: judgement(
        sentence(`What ${vendor.name} calls ${word} may change or go before it can be relied on`),
        said.proof,
      ),
    },
  ];
}

function rubricLine(item: Decided, { vendor }: Material): WatchFor {
  const { watch } = item.check;
  if (!watch) return [];
  const inPart = item.result.decision === 'partly' ? ' in part' : '';
  const why = lowered(watch.why.replace(/\.$/, ''));
  return [
    {
      signal: judgement(`${watch.signal} (in ${vendor.name}: ${item.noun})`, proofOf(item)),
      why: judgement(sentence(`${vendor.name} documents ${thingOf(item)}${inPart}; ${why}`)),
    },
  ];
}
