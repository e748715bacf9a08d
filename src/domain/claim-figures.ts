import { stemOf } from './claim-clause.ts';

/** A number as a text gives it, with what it counts and the bound in front of it. */
interface Figure {
  shown: string;
  value: number;
  /** Canonical unit, or empty. */
  unit: string;
  /** Stem of the word after it, or empty. */
  counted: string;
  bound: Bound;
  /** Written as a small word such as "three": often a count of what the sentence lists. */
  small: boolean;
}

type Bound = 'upper' | 'lower' | 'about' | 'none';

const small = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const tens: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90 };
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
  billion: 1_000_000_000,
};

const units: readonly [unit: string, words: RegExp][] = [
  ['ns', /^(?:ns|nanoseconds?)\b/i],
  ['us', /^(?:[µμ]s|us|microseconds?)\b/i],
  ['ms', /^(?:ms|msecs?|milliseconds?)\b/i],
  ['s', /^(?:s|secs?|seconds?)\b/i],
  ['min', /^(?:mins?|minutes?)\b/i],
  ['h', /^(?:h|hrs?|hours?)\b/i],
  ['day', /^(?:(?:working|business) )?days?\b/i],
  ['week', /^weeks?\b/i],
  ['month', /^months?\b/i],
  ['year', /^years?\b/i],
  ['%', /^(?:%|percent\b|per cent\b)/i],
  ['kb', /^(?:kb|kib|kilobytes?)\b/i],
  ['mb', /^(?:mb|mib|megabytes?)\b/i],
  ['gb', /^(?:gb|gib|gigabytes?)\b/i],
  ['tb', /^(?:tb|tib|terabytes?)\b/i],
  ['x', /^(?:x|×|times)\b/i],
];

const word = [...small.slice(1), ...Object.keys(tens)].join('|');
const scale = Object.keys(scales).join('|');
const figure = new RegExp(
  `(?<![\\p{L}\\p{N}_.-])(?:(\\d+(?:[.,:]\\d+)*)(?!\\p{L}{3})(?: (${scale})\\b)?|\\b(${word}|a|an|several|many)(?:[ -](${scale})s?)\\b|\\b(${scale})s\\b|(?<=\\b(?:within|under|below|than|in|least|most) )(an?)(?= (?:(?:milli|micro)?second|minute|hour|day|week|month|year)\\b)|\\b(${word})\\b)`,
  'giu',
);

const bounds: readonly [bound: Bound, words: RegExp][] = [
  [
    'upper',
    /\b(?:up to|at most|under|below|less than|fewer than|no more than|not more than|within|in less than|maximum(?: of)?|limited to|limit of|stops at|ends at|by)(?: (?:about|around))? ?$/i,
  ],
  [
    'lower',
    /\b(?:at least|more than|over|above|minimum(?: of)?|no less than|not less than|from version|since version|exceeds?) ?$/i,
  ],
  ['about', /\b(?:about|around|approximately|roughly|nearly|almost|some|circa|ca\.|~) ?$/i],
];

/** `TP99` and `p99` are the 99th percentile. */
const percentile = /\bt?p(\d{2,3})\b/gi;

/** In a table the unit stands in the header: `RT / ms: 63`. */
const unitBefore = /(?:[/([]|\bin) ?(\p{L}{1,12}|%)[)\]]?: $/iu;

/** What the figures of a text say beyond those of its quotes: one complaint a figure. */
export function figureComplaints(text: string, quotes: readonly string[]): string[] {
  const proven = quotes.flatMap((quote) => figuresIn(quote.replace(percentile, ' $1 ')));
  return figuresIn(text).flatMap((own) => complaintOn(own, proven));
}

function complaintOn(own: Figure, proven: readonly Figure[]): string[] {
  const same = proven.filter(({ value }) => value === own.value);
  if (own.small) {
    const other = proven.find(({ counted, value }) => counted !== '' && counted === own.counted && value !== own.value);
    if (own.unit === '' && (same.length > 0 || other === undefined)) return [];
  }
  if (same.length === 0) return [`The number ${own.shown} is in none of the quotes: write theirs or none.`];
  const measured = same.filter(({ unit }) => unit === own.unit || (own.unit === '' && unit !== '%'));
  if (own.unit !== '' && measured.length === 0) {
    return [`The quotes give ${own.shown} in another unit: write the number with the unit of the quote.`];
  }
  const carried = (measured.length > 0 ? measured : same).some(({ bound }) => carries(bound, own.bound));
  return carried ? [] : [`The quotes bound ${own.shown} in another way: write the bound as they do.`];
}

/** Whether what is said with the second bound follows from the first. */
function carries(given: Bound, said: Bound): boolean {
  if (given === said || said === 'about') return true;
  return given === 'none' && said === 'upper';
}

function figuresIn(text: string): Figure[] {
  return [...text.matchAll(figure)].flatMap((match) => {
    const [shown, digits, digitScale, lead, leadScale, plural, single, alone] = match;
    const value = amountOf({ digits, digitScale, lead: lead ?? single, leadScale, plural, alone });
    const rest = text.slice(match.index + shown.length).replace(/^[\s-]+/, '');
    if (value === null || (alone?.toLowerCase() === 'one' && !units.some(([, pattern]) => pattern.test(rest))))
      return [];
    const before = text.slice(0, match.index).replace(/[$€£("“]+$/, '');
    const [unit = ''] =
      units.find(([, pattern]) => pattern.test(rest)) ??
      units.find(([, pattern]) => pattern.test(unitBefore.exec(before)?.[1] ?? '')) ??
      [];
    const behind = /^\+|^(?:\p{L}+ )?(?:or (?:more|later|newer|higher|above))\b/iu.test(rest) ? 'lower' : null;
    const [bound = 'none'] = bounds.find(([, pattern]) => pattern.test(before)) ?? [];
    const counted = /^\p{L}+/u.exec(rest)?.[0] ?? '';
    return [
      {
        shown,
        value,
        unit,
        counted: counted === '' ? '' : stemOf(counted),
        bound: behind ?? bound,
        small: alone !== undefined,
      },
    ];
  });
}

function amountOf(parts: Partial<Record<'digits' | 'digitScale' | 'lead' | 'leadScale' | 'plural' | 'alone', string>>) {
  const { digits, digitScale, lead, leadScale, plural, alone } = parts;
  if (digits !== undefined) {
    const bare = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits;
    const number = Number(bare);
    // A time of day or a dotted version is compared as it is written.
    if (Number.isNaN(number)) return hashed(digits);
    // "1.10" is a version and not 1.1; a price or a share with a trailing zero does not come up.
    return /\.\d*0$/.test(bare) ? hashed(bare) : number * (scales[digitScale?.toLowerCase() ?? ''] ?? 1);
  }
  if (plural !== undefined) return hashed(plural.toLowerCase());
  const name = (lead ?? alone ?? '').toLowerCase();
  const many = name === 'several' || name === 'many';
  if (many) return hashed(`${leadScale ?? ''}s`);
  const base = name === 'a' || name === 'an' ? 1 : (tens[name] ?? small.indexOf(name));
  return base < 0 ? null : base * (scales[leadScale?.toLowerCase() ?? ''] ?? 1);
}

/** A value that no other writing has: negative, so that it never meets a number. */
function hashed(text: string): number {
  return -[...text].reduce((sum, char) => (sum * 131 + (char.codePointAt(0) ?? 0)) % 2_147_483_647, 7);
}
