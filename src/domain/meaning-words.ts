/** Why two wordings of a sentence do not mean the same; `wording` where nothing of meaning was found to differ. */
export const meaningKinds = [
  'negation',
  'number',
  'unit',
  'plan',
  'modality',
  'scope',
  'opposite',
  'roles',
  'name',
  'content',
  'wording',
] as const;
export type MeaningKind = (typeof meaningKinds)[number];

/** A kind of change as it is told after "changed:" on a review item. */
export const meaningSentences: Readonly<Record<MeaningKind, string>> = {
  negation: 'a denial came, went or moved',
  number: 'a number is another one',
  unit: 'a unit is another one',
  plan: 'the plan, edition or maturity is another one',
  modality: 'what is done, may be done or must be done is another matter now',
  scope: 'how much of it is meant, or from when to when, is another matter now',
  opposite: 'a word was replaced by its opposite',
  roles: 'the same words stand in another order',
  name: 'another name stands there',
  content: 'other things are said',
  wording: 'only the wording differs',
};

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Each word belongs to the first list that holds it. All lower case. */
export const meaningWords: readonly { kind: MeaningKind; words: ReadonlySet<string> }[] = [
  {
    kind: 'negation',
    words:
      list(`not no never none neither nor cannot without lacks lack lacking unable unsupported unavailable impossible
      except excluding excludes instead rather n't`),
  },
  {
    kind: 'unit',
    words:
      list(`ns us µs ms msec second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month
      months year years percent % byte bytes kb kib mb mib gb gib tb tib bit bits kbps mbps gbps hz khz mhz ghz usd eur $ €`),
  },
  {
    kind: 'plan',
    words: list(`enterprise premium professional pro team teams business starter basic standard free paid commercial
      subscription license licence licensed trial cloud self-hosted on-premises hosted managed edition plan tier tiers beta
      alpha preview experimental incubating stable ga deprecated legacy planned roadmap upcoming removed discontinued
      unmaintained archived add-on addon open-source`),
  },
  {
    kind: 'modality',
    words:
      list(`can could may might must shall should will would need needs required requires require mandatory optional
      optionally recommended recommends possibly always sometimes usually typically often rarely occasionally automatically
      manually default guarantees guaranteed guarantee ensures best-effort attempts tries aims intended`),
  },
  {
    kind: 'scope',
    words:
      list(`all every each any only some most many few several both either half entire whole partial partially fully
      before after until since during within beyond over under above below least most more less fewer maximum minimum
      exactly up unless if when once twice per same different own other single multiple`),
  },
];

/** Words for numbers, which count as digits do. */
export const numberWords =
  list(`zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
  sixty seventy eighty ninety hundred thousand million billion`);

/** Pairs of which one in the place of the other turns a sentence round. */
export const opposites: readonly (readonly [string, string])[] = (
  [
    'enabled disabled',
    'enables disables',
    'enable disable',
    'allow deny',
    'allows denies',
    'allowed denied',
    'allow block',
    'allows blocks',
    'allow forbid',
    'allows forbids',
    'allows prevents',
    'permits forbids',
    'permitted forbidden',
    'accept reject',
    'accepts rejects',
    'accepted rejected',
    'supports rejects',
    'supports ignores',
    'supported unsupported',
    'include exclude',
    'includes excludes',
    'included excluded',
    'encrypted unencrypted',
    'encrypted plaintext',
    'synchronous asynchronous',
    'synchronously asynchronously',
    'mutable immutable',
    'public private',
    'internal external',
    'read write',
    'reads writes',
    'online offline',
    'open closed',
    'on off',
    'increase decrease',
    'increases decreases',
    'start stop',
    'starts stops',
    'add remove',
    'adds removes',
    'keep discard',
    'keeps discards',
    'retains deletes',
    'retained deleted',
    'stored dropped',
    'success failure',
    'true false',
    'yes no',
    'high low',
    'higher lower',
    'first last',
    'strong weak',
    'available unavailable',
    'secure insecure',
    'valid invalid',
    'ordered unordered',
    'stateful stateless',
    'static dynamic',
    'client server',
    'source target',
    'upstream downstream',
    'inbound outbound',
    'ingress egress',
    'parent child',
    'global local',
    'known unknown',
    'visible hidden',
    'safe unsafe',
    'automatic manual',
    'automatically manually',
    'required optional',
    'mandatory optional',
    'always never',
    'all none',
    'before after',
    'minimum maximum',
    'more less',
    'with without',
  ] as const
).map((pair) => {
  const [one = '', other = ''] = pair.split(' ');
  return [one, other] as const;
});
