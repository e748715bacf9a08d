import type { Item } from './schema-reply.ts';

/** What a narrative request tells: its product, decisions and quotes, as they are printed. */
interface Told {
  product: string;
  layer: { id: string; name: string };
  /** Numbers of quotes by the check or kind of fact that they are printed with. */
  rests: Map<string, number[]>;
  /** Checks decided no-evidence, with their labels. */
  vain: { id: string; label: string }[];
  dimensions: string[];
  quotes: Map<number, string>;
}

type Part = 'portrait' | 'merits' | 'risks' | 'use';

/** A product has this many of them at most in one part: enough for a section, few enough to stay below every bound. */
const itemsEach = 3;

/**
 * The reply of a double that keeps to the prompt's rules and has nothing of its own to say: it restates quotes of the
 * length asked for, names what the decisions call no-evidence, and advises to test. Null for a part that it does not know.
 */
export function narrativeReply(part: string, user: string, schema: Record<string, unknown>): unknown {
  const told = read(user, schema);
  return part in writers ? writers[part as Part](told) : null;
}

const writers: Record<Part, (told: Told) => unknown> = {
  portrait(told) {
    const [summary] = restated(told, { from: ['definition', 'purpose'], words: [8, 45], most: 1 });
    const rest = restated(told, { words: [12, 30], most: itemsEach, except: summary });
    const own = restated(told, { from: idsOf(told, 'permitted.'), words: [5, 40], most: 2 });
    const { product, layer } = told;
    return {
      summary: summary ?? advice(`${product} is what its documentation says it is.`),
      analysis: [
        ...rest,
        advice(
          `Pick ${product} when your own team has tried what its documentation describes, and supply beside it what the pages leave open.`,
        ),
      ],
      trust: [
        ...own,
        ...absences(told, (label) => `The documentation of ${product} shows nothing of ${label}.`, 'permitted.'),
        advice(
          `In the layer ${layer.name}, whoever runs ${product} answers for the machines, the network and the accounts below it.`,
        ),
        advice(`Ask who may change the settings of ${product}, and who would notice.`),
      ],
    };
  },
  merits(told) {
    const { product } = told;
    return {
      strengths: restated(told, { from: idsOf(told, '.'), words: [3, 10], most: itemsEach * 2 }),
      limitations: absences(told, (label) => `The pages of ${product} show nothing of ${label}.`).slice(0, itemsEach),
    };
  },
  risks(told) {
    const { product } = told;
    const risks = absences(
      told,
      (label) => `The pages of ${product} show nothing of ${label}, so a fault there could go unseen by an agent.`,
    );
    return {
      trustRisks: risks.slice(0, itemsEach).map((risk, at) => ({
        severity: at === 0 ? 'medium' : 'low',
        risk,
        mitigation: advice(`Test ${labelOf(told, risk)} with ${product} before an agent depends on it.`),
      })),
      watchFor: [],
      caution: [advice(`Teams that cannot try ${product} themselves should look twice before they adopt it.`)],
    };
  },
  use(told) {
    const { product, layer } = told;
    const [strong] = restated(told, { words: [8, 30], most: 1 });
    const [weak] = absences(told, (label) => `The pages of ${product} show nothing of ${label}.`);
    const judged = advice(`Work that the documentation of ${product} describes step by step.`);
    return {
      bestFor: [advice(`Teams that run ${product} as its documentation describes it.`)],
      scenarios: [
        { fit: 'strong', scenario: judged, reason: strong ?? advice('') },
        { fit: 'weak', scenario: advice(`Work with ${product} that no page describes.`), reason: weak ?? advice('') },
      ],
      integration: {
        role: advice(`Your team decides what ${product} does among its other systems.`),
        upstream: advice(`What feeds ${product} is for your team to settle.`),
        downstream: advice(`What draws on ${product} is for your team to settle.`),
      },
      stackImpact: [{ layer: layer.id, effect: advice(`Whoever runs ${product} plans for it as for any system.`) }],
      alternatives: [],
      pocChecklist: told.dimensions.slice(0, itemsEach * 2).map((dimension, at) => ({
        week: 1 + (at % 2),
        dimension,
        test: `Try a task of your own with ${product}, one about ${dimension.split('.')[1] ?? dimension}, and count the tries that fail.`,
        passes: 'At most 1 of 20 tries fails.',
      })),
    };
  },
};

function read(user: string, schema: Record<string, unknown>): Told {
  const quotes = new Map(
    [...user.matchAll(/^\[(\d+)\] ¦ (.*)$/gm)].map(([, number, text = '']) => [Number(number), text]),
  );
  const rests = new Map<string, number[]>();
  const numbersIn = (text: string) => [...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
  for (const [, id = '', numbers = ''] of user.matchAll(/^([a-z-]+\.[a-z-]+) \| [^|]+ \| (?:met|partly) \| (.*)$/gm))
    rests.set(id, numbersIn(numbers));
  const facts = /^What else the quotes tell: (.*)$/m.exec(user)?.[1] ?? '';
  for (const [, kind = '', numbers = ''] of facts.matchAll(/([a-z]+) ((?:\[\d+\] ?)+)/g))
    rests.set(kind, numbersIn(numbers));
  const layer = /^Its layer: (L\d) (.+?)\. Its category:/m.exec(user);
  return {
    product: /^Product: (.*)$/m.exec(user)?.[1] ?? '',
    layer: { id: layer?.[1] ?? '', name: layer?.[2] ?? '' },
    rests,
    vain: [...user.matchAll(/^([a-z-]+\.[a-z-]+) \| ([^|]+) \| no-evidence$/gm)].map(([, id = '', label = '']) => ({
      id,
      label: `${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    })),
    dimensions: [...new Set(JSON.stringify(schema).match(/\b(?:inpact|goals)\.[a-z]+\b/g) ?? [])],
    quotes,
  };
}

/** Whole plain sentences that hold a name, most telling by their order; of some checks or facts, or of any. */
function restated(
  { quotes, rests, product }: Told,
  wanted: { from?: readonly string[]; words: readonly [number, number]; most: number; except?: Item },
): Item[] {
  const from = wanted.from?.flatMap((id) => rests.get(id) ?? []) ?? [...quotes.keys()];
  const [least, most] = wanted.words;
  const fit = [...new Set(from)].flatMap((number): Item[] => {
    const text = quotes.get(number) ?? '';
    const count = text.split(/\s+/).length;
    const isPlain = /^\p{Lu}[^|<>:;`*#[\](){}"“”]*[^:,]$/u.test(text) && (least < 5 || text.endsWith('.'));
    const isNamed = text.includes(product) || /\p{Ll}\p{Lu}|\p{Lu}{2}|\p{L}\d/u.test(text);
    const isOwn = !/\b(?:we|our|us|you|your|let|this|these|here|following|above|below)\b/i.test(text);
    if (!isPlain || !isNamed || !isOwn || count < least || count > most) return [];
    return [{ text, evidence: [number], absent: [] }];
  });
  return fit.filter(({ text }) => text !== wanted.except?.text).slice(0, wanted.most);
}

function absences({ vain }: Told, say: (label: string) => string, beginning = ''): Item[] {
  return vain
    .filter(({ id }) => id.startsWith(beginning))
    .slice(0, itemsEach)
    .map(({ id, label }) => ({ text: say(label), evidence: [], absent: [id] }));
}

function labelOf({ vain }: Told, { absent }: Item): string {
  return vain.find(({ id }) => absent?.includes(id))?.label ?? '';
}

function idsOf({ rests }: Told, part: string): string[] {
  return [...rests.keys()].filter((id) => id.includes(part));
}

function advice(text: string): Item {
  return { text, evidence: [], absent: [] };
}
