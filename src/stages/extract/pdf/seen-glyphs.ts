interface Operators {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

interface Paint {
  colour: string;
  mode: number;
  alpha: number;
}

/** Text of these modes is neither filled nor drawn: the layer that a scanner's software puts under a picture. */
const unseenModes = new Set([3, 7]);
/** Less opaque than this shows nothing on paper. */
const leastAlpha = 0.1;
/** From this brightness on, of 255, letters cannot be told from white paper. */
const nearlyWhite = 240;

/**
 * The letters that a page paints, in its order, each with whether a reader sees it: not those in an invisible mode, fully
 * transparent, or white where nothing darker was painted before them.
 */
export function seenGlyphs(
  operators: Operators,
  ops: Readonly<Record<string, number>>,
): { glyphs: { text: string; seen: boolean }[]; pictures: boolean } {
  const names = new Map(Object.entries(ops).map(([name, code]) => [code, name]));
  const glyphs: { text: string; seen: boolean }[] = [];
  const stack: Paint[] = [];
  let paint: Paint = { colour: '#000000', mode: 0, alpha: 1 };
  let ground = false;
  let pictures = false;
  for (const [at, code] of operators.fnArray.entries()) {
    const name = names.get(code) ?? '';
    const given = operators.argsArray[at];
    const args = Array.isArray(given) ? given : [];
    if (name === 'save' || name === 'paintFormXObjectBegin') stack.push({ ...paint });
    else if (name === 'restore' || name === 'paintFormXObjectEnd') paint = stack.pop() ?? paint;
    else if (name === 'setTextRenderingMode') paint.mode = Number(args[0]);
    else if (name.startsWith('setFill')) paint.colour = typeof args[0] === 'string' ? args[0] : 'pattern';
    else if (name === 'setGState') paint.alpha = alphaOf(args[0]) ?? paint.alpha;
    else if (/^(paint.*Image|shadingFill)/.test(name)) {
      ground = true;
      pictures ||= name.includes('Image');
    } else if (name === 'constructPath') ground ||= fills(names.get(Number(args[0])) ?? '') && !isWhite(paint.colour);
    else if (name === 'showText' || name === 'showSpacedText') {
      const seen = !unseenModes.has(paint.mode) && paint.alpha >= leastAlpha && (ground || !isWhite(paint.colour));
      for (const text of unicodeOf(args[0])) glyphs.push({ text, seen });
    }
  }
  return { glyphs, pictures };
}

function fills(operator: string): boolean {
  return /fill/i.test(operator);
}

function isWhite(colour: string): boolean {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return parts?.slice(1).every((part) => Number.parseInt(part, 16) >= nearlyWhite) ?? false;
}

function alphaOf(state: unknown): number | null {
  if (!Array.isArray(state)) return null;
  const fill = state.find((pair: unknown) => Array.isArray(pair) && pair[0] === 'ca');
  return Array.isArray(fill) && typeof fill[1] === 'number' ? fill[1] : null;
}

/** Between the letters stand numbers, which move the pen. */
function* unicodeOf(shown: unknown): Generator<string> {
  if (!Array.isArray(shown)) return;
  for (const glyph of shown as unknown[]) {
    if (typeof glyph !== 'object' || glyph === null || !('unicode' in glyph)) continue;
    for (const char of String(glyph.unicode).normalize('NFKC')) if (/\S/.test(char)) yield char;
  }
}
