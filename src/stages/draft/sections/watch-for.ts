import type { Analysis } from '../../../domain/analysis.ts';
import { cited, judgement } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { capitalised, lowered, sentence } from '../phrasing.ts';
import { nounsFirst, tellingFirst } from '../standing.ts';

type WatchFor = Analysis['watchFor'];

const most = 6;

/** Signs that a vendor may still change what is described. */
const early =
  /\b(?:alpha|beta|preview|experimental|incubating|tech(?:nology|nical) preview|deprecated|roadmap|planned)\b/i;

/** What is described as unfinished or on its way out first, then what the rubric says to keep an eye on after adoption. */
export function watchFor(material: Material): WatchFor {
  const unsettled = tellingFirst(
    material.checks.filter(({ result }) => result.decision === 'partly' || result.decision === 'met'),
  )
    .flatMap((item) => unsettledLine(item, material))
    .filter(({ signal, why }) => material.sound(signal) && material.sound(why))
    .filter(({ why }, index, all) => all.findIndex((line) => line.why.text === why.text) === index)
    .slice(0, 2);
  const kept = nounsFirst(
    material.checks.filter(({ result, check }) => check.watch !== null && result.decision !== 'no-evidence'),
  );
  const seen = new Set<string>();
  const lines = kept
    .filter(({ dimension }) => !seen.has(dimension.id) && seen.add(dimension.id))
    .flatMap((item) => rubricLine(item, material))
    .filter(({ signal, why }) => material.sound(signal) && material.sound(why));
  return [...unsettled, ...lines].slice(0, most);
}

function unsettledLine({ best, found }: Decided, { vendor }: Material): WatchFor {
  const word = best ? early.exec(best.citation.quote)?.[0].toLowerCase() : undefined;
  if (!best || !word || !best.hedged) return [];
  const said = found.toLowerCase().includes(word) ? '' : `, described with the word “${word}”`;
  return [
    {
      signal: cited(`${capitalised(found)}${said}`, [best.citation]),
      why: judgement(
        sentence(`With ${vendor.name}, what is called ${word} may change or go before it can be relied on`),
        [best.citation],
      ),
    },
  ];
}

function rubricLine({ check, noun, proof }: Decided, { vendor }: Material): WatchFor {
  if (!check.watch || noun === '') return [];
  return [
    {
      signal: judgement(`${check.watch.signal}, where ${vendor.name} offers ${noun}`, proof),
      why: judgement(sentence(`With ${vendor.name}, ${lowered(check.watch.why)}`)),
    },
  ];
}
