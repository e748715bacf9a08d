/** Words that may only be written where the quotes have one of the same force. */
export interface StrongWords {
  said: RegExp;
  /** What in a quote carries it. */
  carried: RegExp;
  /** Also wrong in advice, which may promise nothing. */
  inAdvice: boolean;
}

const all = /\b(?:all|every|each|any|always|entire(?:ly)?|whole|whatever|regardless|both|throughout|per)\b/i;

export const strongWords: readonly StrongWords[] = [
  {
    said: /(?<!\b(?:at all|after all|above all|of all|(?:not|without|no|nor|if|whether|by) (?:any|each|every)))(?<!\b(?:not|without) )\b(?:all(?<!\b(?:at|after|above|first of) all)|every|each|any|always|everything|everyone|anything|anyone|anytime|anywhere)\b(?! (?:other\b|\d|(?:few|two|three|four|five|six|seven|eight|ten|other|second|third) (?:seconds?|minutes?|hours?|days?|weeks?|months?)\b))/i,
    carried: all,
    inAdvice: false,
  },
  {
    said: /\bnever\b/i,
    carried:
      /\bnever\b|\bunder no\b|\bat no\b|\bno (?:\w+ )?(?:is|are|will|can)\b|\bnot\b.{0,40}\b(?:any|ever|unless)\b|\bcannot\b|\bmust not\b|\bunless\b/i,
    inAdvice: false,
  },
  {
    said: /(?<![\p{L}]-)(?<!\b(?:its|their|if|not) )\b(?:only|solely|exclusively|nothing but|nobody but)\b/iu,
    carried:
      /\b(?:only|solely|exclusiv\w+|just|limited to|restrict\w*|must|require[sd]?|unless|except|single|no other|except|sole)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:guarantee[sd]?|ensure[sd]?|ensuring|assure[sd]?|makes? (?:sure|certain)|warrant(?:s|ed|y))\b/i,
    carried: /\b(?:guarant\w+|ensur\w+|assur\w+|mak(?:e|es|ing) (?:sure|certain)|warrant\w*)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:fully|complete(?:ly)(?! [a-z]+ed\b)|completely|entire(?:ly)?|wholly|totally|in full)\b/i,
    carried: /\b(?:full(?:y)?|complete(?:ly)?|entire(?:ly)?|whol(?:e|ly)|total(?:ly)?|all|every)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:exactly|precisely)\b(?!-once| once)/i,
    carried: /\b(?:exact(?:ly)?|precise(?:ly)?)\b/i,
    inAdvice: false,
  },
  {
    said: /\bexactly[- ]once\b/i,
    carried: /\bexactly[- ]once\b/i,
    inAdvice: true,
  },
  { said: /\bat[- ]least[- ]once\b/i, carried: /\b(?:at[- ]least|exactly)[- ]once\b/i, inAdvice: false },
  {
    said: /\b(?:automatic(?:ally)?|self-(?:healing|managing|tuning|service)|on its own|without (?:manual|human) \w+|autonomously)\b/i,
    carried: /\bauto\w*|\bself-\w+|\b(?:by itself|on its own)\b|\bno manual\b|\bwithout (?:manual|human)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:forever|indefinitely|permanent(?:ly)?|for good)\b/i,
    carried: /\b(?:forever|indefinite\w*|permanent\w*|never|unlimited|no limit|until)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:zero|no|without(?: any)?) (?:down ?time|(?:data )?loss|interruptions?|outages?)\b/i,
    carried:
      /\b(?:zero|no|without(?: any)?|avoid\w*|not) (?:\p{L}+ ){0,2}(?:down ?time|loss|los(?:e|es|ing)|lost|interrupt\w*|outages?)|\bonline\b/iu,
    inAdvice: true,
  },
  {
    said: /\b(?:prove[sn]?|proofs?|mathematical(?:ly)?|formal(?:ly)?|verified)\b/i,
    carried: /\b(?:prov(?:e[nsd]?|ing|ab\w+)|proofs?|mathemat\w*|formal\w*|verif\w*)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:hourly|daily|nightly|weekly|monthly|yearly|continuous(?:ly)?|constantly)\b/i,
    carried:
      /\b(?:hour\w*|day|days|daily|night\w*|week\w*|month\w*|year\w*|annual\w*|continu\w+|constant\w*|every|each|per)\b/i,
    inAdvice: false,
  },
  { said: /\b(?:by|as a) default\b/i, carried: /\bdefaults?\b/i, inAdvice: false },
  {
    said: /\b(?:native(?:ly)?|built[- ]in|out of the box|first-class|ships? with)\b/i,
    carried:
      /\b(?:native\w*|built[- ]?in(?:to)?|out[- ]of[- ]the[- ]box|bundled?|ship(?:s|ped)?|includ\w+|comes? with|first-class|itself|embed\w*)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:(?:near |in )?real[- ]time|immediate(?:ly)?|instant(?:ly|aneous(?:ly)?)?)\b/i,
    carried:
      /\b(?:real[- ]?time|immediate\w*|instant\w*|at once|live|stream\w*|as soon as|right away|milliseconds?|low[- ]latency)\b/i,
    inAdvice: true,
  },
  {
    said: /\b(?:tamper[- ]?(?:proof|evident|resistant)|immutabl[ey]|unforgeable|non-repudia\w+)\b/i,
    carried:
      /\b(?:tamper\w*|immutab\w+|append-only|unforgeable|non-repudia\w+)\b|\b(?:cannot|can not|can['’]t|never) be (?:changed|modified|altered|edited)\b/i,
    inAdvice: true,
  },
  {
    said: /(?<!\b(?:may|might|could|can) )\b(?:must|requires?|required|mandatory|obligatory|has to|have to)\b/i,
    carried:
      /\b(?:must|requir\w+|mandatory|needs?|needed|necessary|has to|have to|only|prerequisite\w*|unless|depends?|should|without|cannot|not|compulsory|enforc\w+|restrict\w*|expects?|minimum)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:encrypt\w*|ciphers?)\b/i,
    carried: /\b(?:encrypt\w*|TLS|SSL|HTTPS|cipher\w*|cryptograph\w*|KMS)\b/i,
    inAdvice: false,
  },
  {
    said: /\b(?:attribute[- ]based|ABAC)\b/i,
    carried: /\battribut\w*|\bABAC\b/i,
    inAdvice: true,
  },
  {
    said: /\b(?:(?:better|faster|slower|cheaper|safer|stronger|simpler|easier|smaller|larger|richer|quicker)(?: \p{L}+){0,3} than|outperforms?|beats|surpass\w*|exceeds? (?:that|those) of|more \p{L}+ than (?!\d|once|one)|less \p{L}+ than (?!\d|once|one))/iu,
    carried: /\b(?:than|compared?|versus|vs|outperform\w*|benchmark\w*)\b/i,
    inAdvice: true,
  },
];

/** Praise says nothing that can be checked; a quote that has the very word may be quoted on it. */
export const praise =
  /\b(?:robust(?:ly)?|powerful|seamless(?:ly)?|effortless(?:ly)?|rich|comprehensive|enterprise-(?:grade|ready|class)|production-(?:grade|ready|proven)|battle[- ]tested|industry[- ](?:standard|leading|grade)|world[- ]class|cutting[- ]edge|state[- ]of[- ]the[- ]art|blazing(?:ly)?|lightning|super(?:b|ior)|excellent|outstanding|impressive|unmatched|unparalleled|rock[- ]solid|bulletproof|military-grade|bank-grade|proven|trusted|mature|elegant(?:ly)?|intuitive|user-friendly|easy|easily|simple|simply|flexible|extremely|highly (?!available)|massive(?:ly)?|unlimited|infinite(?:ly)?|revolutionary|innovative|advanced|sophisticated|best|fast|fastest|strongest|safest|cheapest|largest|smallest|lowest|highest|simplest|easiest|leading|most (?:advanced|popular|widely|powerful|secure|complete|scalable|reliable|trusted|mature))\b/i;

/** How sure a quote is, weakest first. A text must show a word of the same row or of one above it. */
export const hedges: readonly { name: string; quoted: RegExp; shown: RegExp }[] = [
  {
    name: 'planned',
    quoted:
      /\b(?:planned|plans? (?:to|for)|planning to|(?:on|in) (?:the|our|its) roadmap|roadmap|coming soon|upcoming|future (?:release|version|work)s?|will be (?:added|supported|available|introduced|provided)|to be (?:added|supported|implemented)|not yet|under (?:development|consideration)|preparing|proposed|considering)\b/i,
    shown:
      /\b(?:plan\w*|roadmap|coming|upcoming|future|later|not yet|intend\w*|announced?|promis\w+|prepar\w+|propos\w+|consider\w*|yet|no|not|unfinished|still)\b/i,
  },
  {
    name: 'unfinished',
    quoted:
      /\b(?:alpha|beta|preview|experimental(?:ly)?|incubating|early access|work in progress|proof of concept|not (?:recommended|ready|suitable) for production)\b(?! (?:distribution|channel|version of))/i,
    shown:
      /\b(?:alpha|beta|preview|experiment\w*|incubating|early|work in progress|unfinished|trial|not (?:yet )?(?:stable|final|recommended|ready|finished|suitable)|before it (?:is )?(?:settled?|final)|may (?:still )?change|unstable|plan\w*|roadmap)\b/i,
  },
  {
    name: 'paid or partial',
    quoted:
      /\b(?:enterprise|premium|paid|commercial)\b(?=.{0,30}\b(?:only|edition|plan|version|licen[cs]e|tier|subscription|customers?)\b)|\bonly (?:in|with|for|available (?:in|on|to)) (?:the |an? )?(?:\w+ )?(?:enterprise|premium|paid|commercial|cloud)\b/i,
    shown: /\b(?:enterprise|premium|paid|commercial|edition|plan|licen[cs]e|tier|subscription|cloud|paying)\b/i,
  },
  {
    name: 'possible',
    quoted:
      /\b(?:may|might|could|(?:is|are) (?:designed|intended|meant|supposed) to|aims? to|intends? to|tr(?:y|ies) to|attempts? to|best[- ]effort|helps? (?:to )?|in theory|potentially|possibly|should be able|hopes? to)\b/i,
    shown:
      /\b(?:may|might|could|can|possibl[ey]|potential(?:ly)?|designed|intended|intends?|meant|aims?|tries|try|attempts?|best[- ]effort|help\w*|sometimes|if|where|when|optional(?:ly)?|allow\w*|lets?|supposed|able|at times|wants?|goal|risk|not|no)\b/i,
  },
  {
    name: 'partly so',
    quoted:
      /\b(?:most(?:ly)?(?! (?:advanced|popular|recent|common(?:ly)?|important|likely))|usually|typically|often|sometimes|partial(?:ly)?|in (?:some|most|certain|many) (?:cases|situations|versions)|generally|normally|mainly|for the most part)\b/i,
    shown:
      /\b(?:most(?:ly)?|usual(?:ly)?|typical(?:ly)?|often|sometimes|part(?:ial(?:ly)?|ly)?|some|certain|many|general(?:ly)?|normal(?:ly)?|main(?:ly)?|may|might|can|could|tends?|where|if|when|largely|in part)\b/i,
  },
];

/** What makes of a deed a possibility. */
export const possibility =
  /\b(?:can|could|may|might|able|lets?|allow(?:s|ed|ing)?|permit(?:s|ted)?|possib\w+|option(?:al(?:ly)?|s)?|support\w*|configurabl\w*|\p{L}+able|\p{L}+ible|if|when|where|once|on (?:request|demand)|enable\w*|offer\w*|available|choose|chooses|choice|for use|ways? to|to|after|unless|through|via|by|with|using)\b/iu;

/** A certificate or a rule of law, and the words that claim to hold one. */
export const certificates =
  /\b(?:SOC ?[123](?: type (?:1|2|I{1,2}))?|ISO(?:\/IEC)? ?\d{4,5}|HIPAA|GDPR|CCPA|PCI(?:[- ]DSS)?|FedRAMP|HITRUST|FIPS(?: ?140\S*)?|DORA|NIS ?2|CSA STAR|TISAX|C5|IRAP)\b/gi;

export const holding =
  /\b(?:certif(?:y|ied|ication|icate)(?!s? (?:authority|rotation|manager|chain))|attest(?:ed|ation)|accredit\w+|compliant|compliance with|compl(?:y|ies) with|audited|conform(?:s|ant) (?:to|with))\b/i;
