interface Named {
  slug: string;
  name: string;
}

/** A longer address is no mistyped name. */
const longest = 60;
/** In a long name too, more mistakes than these make another one; the fewer, the sooner a name can be left. */
const mostMistakes = 4;
/** More are a list to read, where a name was asked for. */
const most = 3;

/** The products whose slug or name is nearly what was asked for, the nearest first; none where nothing comes near. */
export function nearNames<T extends Named>(asked: string, products: readonly T[]): T[] {
  const wanted = plain(asked);
  if (wanted === '' || wanted.length > longest) return [];
  const atMost = allowed(wanted);
  return products
    .flatMap((product) => {
      const names = new Set([product.slug, product.name].map(plain));
      const steps = Math.min(...[...names].map((name) => far(wanted, name, atMost)));
      return steps === Number.POSITIVE_INFINITY ? [] : [{ product, far: steps }];
    })
    .sort((a, b) => a.far - b.far || (a.product.slug < b.product.slug ? -1 : 1))
    .slice(0, most)
    .map(({ product }) => product);
}

/** One letter in three, so that "kserv", "k-serve" and "ksreve" are near KServe and "keen" is not. */
function allowed(wanted: string): number {
  return Math.min(mostMistakes, Math.max(1, Math.floor(wanted.length / 3)));
}

function plain(text: string): string {
  return text
    .slice(0, longest * 2)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * How many letters have to be changed, put in, left out or swapped; one where a whole name is part of the other. Infinite
 * where that is more than the most that is asked for: most names are left after a few letters.
 */
function far(a: string, b: string, atMost: number): number {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  // Shorter beginnings are those of many words.
  if (shorter.length >= 4 && longer.startsWith(shorter)) return Math.min(1, longer.length - shorter.length);
  if (longer.length - shorter.length > atMost) return Number.POSITIVE_INFINITY;
  const width = b.length + 1;
  let [before, row, next] = [
    new Uint8Array(width),
    new Uint8Array(width).map((_none, at) => at),
    new Uint8Array(width),
  ];
  for (let i = 1; i <= a.length; i += 1) {
    next[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const moved = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const steps = swapped ? Math.min(moved, (before[j - 2] ?? 0) + 1) : moved;
      next[j] = steps;
      if (steps < least) least = steps;
    }
    // A swap may still save one step.
    if (least > atMost + 1) return Number.POSITIVE_INFINITY;
    [before, row, next] = [row, next, before];
  }
  const steps = row[b.length] ?? 0;
  return steps > atMost ? Number.POSITIVE_INFINITY : steps;
}
