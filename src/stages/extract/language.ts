/** The commonest short words of languages that documentation is written in; few enough that two languages seldom share them. */
const stopWords: Record<string, readonly string[]> = {
  English: 'the of and to in is for that with this you are be as by from it can when on or'.split(' '),
  German: 'der die das und ist nicht mit für von werden wird ein eine den dem sie auf im zu oder'.split(' '),
  French: 'le la les des est et une pour dans que vous avec sur par sont du pas cette au ce'.split(' '),
  Spanish: 'el los las del que una para con por se es como en su más este puede al sus está'.split(' '),
  Portuguese: 'os das dos que uma para com não por se é como em ou mais este pode ao seu são'.split(' '),
  Italian: 'il gli che una per con non di è del della sono come più questo può nel alla dei si'.split(' '),
  Dutch: 'het een en van is niet met voor dat op zijn worden wordt deze naar door kan bij of ook'.split(' '),
  Polish: 'nie się jest na do że dla jak można lub są przez tego oraz przy po od za to w'.split(' '),
};
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'Japanese'],
  [/\p{Script=Hangul}/gu, 'Korean'],
  [/\p{Script=Han}/gu, 'Chinese'],
  [/\p{Script=Cyrillic}/gu, 'Russian'],
  [/\p{Script=Arabic}/gu, 'Arabic'],
  [/\p{Script=Hebrew}/gu, 'Hebrew'],
  [/\p{Script=Greek}/gu, 'Greek'],
  [/\p{Script=Thai}/gu, 'Thai'],
  [/\p{Script=Devanagari}/gu, 'Hindi'],
];
const declaredNames: Record<string, string> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  pt: 'Portuguese',
  it: 'Italian',
  nl: 'Dutch',
  pl: 'Polish',
  ja: 'Japanese',
  ko: 'Korean',
  zh: 'Chinese',
  ru: 'Russian',
};

/** Words below which the text decides nothing and the declared language counts. */
const leastWords = 40;
/** Characters read; the language of a page shows long before. */
const reach = 20_000;
/** Share of letters in another script above which the page is not in English: a manual may hold a few names. */
const otherScript = 0.2;

/** The language of prose as an English name, `English` where nothing speaks against it. What the text shows beats what is declared. */
export function languageOf(text: string, declared: string | null): string {
  const sample = text.slice(0, reach);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, name] of scripts) {
    if ((sample.match(script)?.length ?? 0) > otherScript * letters) return name;
  }
  const words = sample.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  const byDeclaration = declaredNames[(declared ?? '').slice(0, 2)] ?? (declared === null ? 'English' : declared);
  if (words.length < leastWords) return byDeclaration;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const shares = Object.entries(stopWords).map(
    ([name, list]) => [name, list.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) / words.length] as const,
  );
  const best = shares.reduce((a, b) => (b[1] > a[1] ? b : a));
  // Lists of settings have few such words in any language; one in thirty is where the text begins to speak.
  return best[1] < 1 / 30 ? byDeclaration : best[0];
}
