import type { Citation, Claim } from '../../../domain/analysis.ts';
import { repeatedSentence } from '../../../domain/lint-overlap.ts';
import { soughtSentence } from '../../../domain/sought-sentence.ts';
import { lacksOf, thingOf } from '../check-words.ts';
import { absence, cited } from '../claims.ts';
import { wordsOf } from '../dimension-words.ts';
import type { Decided, Material } from '../material.ts';
import { joined, lowered, possessive, sentence, wordCount } from '../phrasing.ts';
import { factOf, isAllAbsent, nounsFirst, proofOf, type Standing, tellingFirst } from '../standing.ts';
import { tellingWords } from '../telling-words.ts';

/** A second statement is told beside the first only while both can be read in one breath. */
const mostWordsStated = 30;

/** A part of the sentence with what proves it. */
interface Part {
  text: string;
  proof: Citation[];
}

/** What is stated, null where nothing stands alone; what the pages show beside it, and what they deny. */
interface Told {
  lead: Part | null;
  more: Part[];
  half: Part[];
  against: Part[];
}

/** One sentence: what was observed, in words of the documentation where they stand alone, and what is missing. */
export function rationale(standing: Standing, material: Material): Claim {
  for (const told of candidates(standing, material)) {
    const parts = [...(told.lead ? [told.lead] : []), ...told.more, ...told.half, ...told.against];
    const claim = cited(
      sentence(whole(told, standing, material)),
      parts.flatMap(({ proof }) => proof),
    );
    if (claim.citations.length > 0 && material.sound(claim)) return claim;
  }
  return nothing(standing, material);
}

/** Fullest first; each is tried until one may be published. */
function candidates(standing: Standing, { vendor, names }: Material): Told[] {
  const { met, partly, contradicted } = standing;
  const [first, second] = stated(met, names);
  const against = [...tellingFirst(contradicted), ...contradicted].slice(0, 1).map(ruledOut);
  const half = met.length < 4 ? nounsFirst(partly).slice(0, 1).map(inPart) : [];
  const more = nounsFirst(met.filter((item) => item !== first?.item))
    .slice(0, 1)
    .map(beside);
  const told = (lead: Part | null, change: Partial<Told> = {}): Told => ({ lead, more: [], half, against, ...change });
  const named = nounsFirst(met).slice(0, 2);
  const quoted = met.filter(({ quoted: words }) => words !== null).slice(0, 1);
  const shown = [named, quoted, met.slice(0, 3)].find(({ length }) => length > 0) ?? [];
  const list = { text: `${vendor.name} documents ${joined(shown.map(factOf))}`, proof: shown.flatMap(proofOf) };
  const halfOnly = [...tellingFirst(partly), ...partly].slice(0, 1).map(inPart);
  return [
    ...(first && second ? [told(joinedParts(first, second))] : []),
    ...(first ? [told(first, { more }), told(first, { half: [] })] : []),
    ...(shown.length > 0 ? [told(list), told(list, { half: [], against: [] })] : []),
    ...(met.length === 0 && halfOnly.length + against.length > 0 ? [told(null, { half: halfOnly })] : []),
    ...plain(standing, vendor.name).map((lead) => told(lead, { half: [], against: [] })),
  ];
}

/** The statement that tells most, and one more that fits into the same breath. */
function stated(met: readonly Decided[], names: ReadonlySet<string>): (Part & { item: Decided })[] {
  const parts = tellingFirst(met).flatMap((item) => (item.said ? [{ item, ...item.said }] : []));
  const [first] = parts;
  if (!first) return [];
  const second = parts
    .slice(1)
    .filter(({ text }) => repeatedSentence(first.text, text) === null)
    .find(({ text }) => !/[:;]/.test(first.text) && wordCount(first.text) + wordCount(text) <= mostWordsStated);
  return second ? [first, { ...second, text: `and ${lowered(second.text, names)}` }] : [first];
}

/** With what is missing; a sentence that would not name the product says whose it is. */
function whole({ lead, more, half, against }: Told, { absent }: Standing, { vendor, names }: Material): string {
  const shows = [
    ...[...more, ...half].map(({ text }) => text),
    ...(absent.length > 0 ? [`no ${lacksOf(absent, 3)}`] : []),
  ];
  const told = [
    ...(shows.length > 0 ? [`${more.length > 0 ? 'also show' : 'show'} ${joined(shows)}`] : []),
    ...against.map(({ text }) => `speak against ${text}`),
  ];
  const pages = told.join(shows.length > 1 ? ', and ' : ' and ');
  if (!lead) return `The pages read of ${vendor.name} ${pages}`;
  const named = lead.text.includes(vendor.name);
  if (told.length === 0) return named ? lead.text : `In ${vendor.name}, ${lowered(lead.text, names)}`;
  return `${lead.text}; the pages read${named ? '' : ` of ${vendor.name}`} ${pages}`;
}

function beside(item: Decided): Part {
  return { text: factOf(item), proof: proofOf(item) };
}

function inPart(item: Decided): Part {
  const { text, proof } = tellingWords(item);
  return { text: `${thingOf(item)}${inBrackets(text)} only in part`, proof };
}

/** One sentence of the documentation denies it, perhaps of one part only: its words tell which. */
function ruledOut(item: Decided): Part {
  const { said } = item;
  if (said) return { text: `${thingOf(item)} (“${said.text}”)`, proof: said.proof };
  const { text, proof } = tellingWords(item);
  return { text: `${thingOf(item)}${inBrackets(text)}`, proof };
}

function inBrackets(words: string): string {
  return words === '' ? '' : ` (${words})`;
}

function joinedParts(first: Part, second: Part): Part {
  return { text: `${first.text}, ${second.text}`, proof: [...first.proof, ...second.proof] };
}

/** Where no quote gives words to tell: what they speak to. */
function plain({ met }: Standing, name: string): Part[] {
  const items = met.filter(({ result }) => result.citations.length > 0).slice(0, 3);
  if (items.length === 0) return [];
  const text = `${possessive(name)} documentation speaks to ${joined(items.map(thingOf))}`;
  return [{ text, proof: items.flatMap(({ result }) => result.citations.slice(0, 1)) }];
}

function nothing(standing: Standing, { vendor, pagesRead }: Material): Claim {
  const { absent } = standing;
  const searched = absent.flatMap(({ result }) => result.searched);
  return absence(
    sentence(`The pages read of ${vendor.name} ${lacking(standing)}`),
    searched.length > 0 ? searched : pagesRead,
  );
}

/** A part of it that is there, if in too few words to be quoted, leaves no more to say than what is missing. */
function lacking(standing: Standing): string {
  const { absent, dimension } = standing;
  const nothingOn = `say nothing on ${wordsOf(dimension).topic}`;
  if (absent.length === 0) return `${nothingOn} in a ${soughtSentence(true)}`;
  const lacks = `no ${lacksOf(absent, 4)}`;
  return isAllAbsent(standing) ? `${nothingOn}: ${lacks}` : `show ${lacks}`;
}
