import type { Corpus, CorpusPage, Passage, PassageKind } from '../../domain/corpus.ts';
import { isNoteName } from '../../domain/note-name.ts';
import {
  type PhraseUnit,
  toPhraseUnit,
  toScope,
  toWords,
  type UnitKind,
  type Words,
  wordsWhenAsked,
} from '../../domain/phrase-unit.ts';
import { units } from '../../domain/sentences.ts';
import { markAtOnce } from './mark-hedged.ts';
import { byPlace, type ReadUnit } from './read-unit.ts';

const kinds: Record<PassageKind, UnitKind> = { prose: 'prose', list: 'item', table: 'row', code: 'code' };

/** Every unit that a reader may be quoted from, by page address and place, at one go: for a few pages, not for a corpus. */
export function readUnits(corpus: Corpus, productName: string): ReadUnit[] {
  const ownName = ownWords(productName);
  const found = corpus.passages
    .filter((passage) => !passage.flags.includes('injection-suspect'))
    .flatMap((passage) => unitsOf(passage, corpus.pages, ownName));
  found.sort(byPlace);
  markAtOnce(found);
  return found;
}

/** Words that many products share in their names and that tell nothing of this one. */
const sharedNameWords = new Set(
  'apache open the cloud data ai db server platform engine enterprise project io and of for'.split(' '),
);

/** The words of the product's name that mean it wherever they stand. */
export function ownWords(productName: string): ReadonlySet<string> {
  const { words } = toWords(productName);
  const own = words.filter((word) => !sharedNameWords.has(word));
  return new Set(own.length > 0 ? own : words);
}

const scopes = new WeakMap<CorpusPage, Map<string, Words[]>>();

function scopeOf(page: CorpusPage, headings: readonly string[]): Words[] {
  const known = scopes.get(page) ?? new Map<string, Words[]>();
  scopes.set(page, known);
  const key = headings.join('\n');
  const scope = known.get(key) ?? toScope({ title: page.title, headings, url: page.url });
  known.set(key, scope);
  return scope;
}

/** A unit of a passage whose words are taken apart when somebody asks. */
export function laterUnit(
  text: string,
  { passage, page, ownName }: Pick<ReadUnit, 'passage' | 'page'> & { ownName: ReadonlySet<string> },
): PhraseUnit {
  return wordsWhenAsked(text, { kind: kinds[passage.kind], scope: () => scopeOf(page, passage.headings), ownName });
}

/** The units of one passage at its first place. */
export function unitsOf(passage: Passage, pages: readonly CorpusPage[], ownName: ReadonlySet<string>): ReadUnit[] {
  const [place] = passage.places;
  const page = place && pages[place.page];
  if (place === undefined || page === undefined) return [];
  const above = { kind: kinds[passage.kind], scope: scopeOf(page, passage.headings), ownName };
  // A note's name parts the sentence before it from the note, which may take it back.
  const said = units(passage.text, passage.kind).filter(({ text }) => !isNoteName(text));
  return said.map(({ start, end, text }) => ({
    phrase: toPhraseUnit(text, above),
    passage,
    page,
    start: place.start + start,
    end: place.start + end,
    hedgedAround: false,
    deniedAround: false,
    changeNote: false,
  }));
}
