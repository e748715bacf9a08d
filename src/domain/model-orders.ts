const judge = '(?:evaluators?|graders?|raters?|judges?|reviewers?|analysts?|assessors?)';
const machine =
  '(?:ai(?: (?:language )?(?:models?|assistants?|agents?|crawlers?|reviewers?|evaluators?))?|llms?|(?:large )?language models?|gpt|chatgpt|claude|gemini|copilot|chat ?bots?|ki|ia)';
const best = '(?:highest|maximum|max|top|full|perfect)';
const rating = '(?:scores?|ratings?|marks?|grades?|levels?|points)';
/** Of the scales that are printed here. */
const sameOfSame = '(?:(5|6|25|36) ?(?:\\/|out of|of) ?\\1)';
const checks = '(?:checks?|criteria|criterion|dimensions?|requirements?)';
const rate = '(?:rate|score|grade|rank|evaluate|assess|judge)';

/** Orders about a rating: they speak of this very analysis, so they count wherever they stand, code included. */
export const ratingOrders: readonly RegExp[] = [
  `\\b(?:${rate}|mark)\\b.{0,60}\\b(?:this|our|the|every|all|each)\\b.{0,60}(?:\\b${best}\\b.{0,15}\\b${rating}\\b|\\b(?:[1-9]|10) ?(?:\\/|out of) ?(?:5|6|10|25|36|100)\\b|\\bas (?:met|compliant|excellent|fully))`,
  `\\b(?:give|assign|award|grant|report)\\b.{0,60}(?:\\b${best}\\b.{0,15}\\b(?:scores?|ratings?|marks?|grades?)\\b|\\b(?:scores?|ratings?|grades?) (?:of|to|as|=) ?(?:[5-9]|10|25|36|100)\\b|\\b(?:6 ?\\/ ?6|5 ?\\/ ?5|36 ?\\/ ?36|25 ?\\/ ?25)\\b)`,
  `\\b(?:must|should|always|please|shall)\\b.{0,40}\\b(?:rate|score|grade|mark|evaluate)d?\\b.{0,40}\\b(?:6 ?\\/ ?6|5 ?\\/ ?5|10 ?\\/ ?10|36|maximum|highest|perfect|as met)\\b`,
  `\\bmark\\b.{0,40}\\b(?:all|every|each|these|the)\\b.{0,30}\\b${checks}\\b.{0,30}\\b(?:as )?(?:met|passed|satisfied|fulfilled)\\b`,
  `\\b(?:report|state|give|award|print|return|write)\\b.{0,30}\\b(?:totals?|scores?|ratings?|grades?)\\b.{0,20}\\b${sameOfSame}\\b`,
  `\\b${best} ${rating}\\b.{0,60}\\b(?:to|for) (?:this|our|the) (?:product|vendor|project|page)\\b`,
].map(order);

/** Orders to whoever reads with a model. Each needs more than one sign, because manuals are full of orders to their readers. */
export const modelOrders: readonly RegExp[] = [
  ...ratingOrders,
  ...[
    // The instructions given are to be left behind.
    '\\b(?:ignore|disregard|forget)\\b.{0,30}\\b(?:all|any|every|the|your|previous|prior|above|earlier|preceding|foregoing)\\b.{0,30}\\b(?:instructions?|prompts?|rules|guidelines|directions|context|messages?)\\b',
    '\\boverride\\b.{0,20}\\b(?:your|previous|prior|earlier)\\b.{0,20}\\b(?:instructions?|prompts?|guidelines)\\b',
    '\\b(?:disregard|forget) (?:everything|all(?: of)? (?:that|this|the above|what)|what (?:you|was|has been))\\b',
    '\\bnew (?:instructions|orders) (?:override|replace|supersede) (?:the|all|any|your) (?:old|earlier|previous|prior|other)\\b',
    '\\byour (?:new|real|true|actual) (?:task|instructions?|role|goal|job|purpose)(?=\\s*:| (?:is|are) (?:to|now|as)\\b)',
    '\\bcorrections? to your (?:prompt|instructions?|rules|task)\\b',
    // Letters set apart lose their word bounds where white space is folded.
    '\\bignore(?:all|any|the)?(?:of)?(?:your)?(?:previous|prior|above|earlier|preceding)(?:instructions?|prompts?|rules)',
    // Somebody who reads with a model is addressed, or told who to be.
    `\\b(?:as|you are|you're|act as|behave as|pretend to be|respond as) (?:an?|the) (?:helpful |large |unbiased |expert )?(?:ai(?: language model| assistant| model| evaluator)?|llm|language model|assistant|chat ?bot|evaluator|grader|rater|judge|reviewer|analyst)\\b(?=[,.:;!]| (?:you|must|should|and|that|who|tasked|evaluating|reading|analy))`,
    `\\b(?:dear|attention|hey|hello|notes? to|(?:notice|instructions?|messages?) (?:for|to))\\b,?:? (?:all |any |the )?(?:[a-z]+ [a-z]+ and )?${machine}\\b(?=\\s*[:,;]| (?:please|you|must|should|that|who|reading)\\b)`,
    `\\bif you (?:are|'re) (?:an? )?(?:ai|llm|language model|large language model|automated (?:agent|system|reviewer)|bot)\\b`,
    `\\b(?:dear|between us|hey|hello|listen)\\b,? (?:${judge}|assistant|model)\\b`,
    `\\b(?:hi|hey|hello|dear) (?:there,? )?(?:bots?|robots?|machines?|crawlers?|${machine})\\b(?=\\s*[!,.:;-])`,
    `\\bautomated (?:${judge}|(?:reviews?|evaluations?|assessments?) of this \\w+)\\b.{0,40}\\b(?:should|must|shall|have to)\\b(?! (?:be|have|run|not)\\b)`,
    `\\b(?:imagine|pretend to be|be|become|play) (?:an?|the|my) (?:\\w+ )?(?:${judge}|grandmother)\\b.{0,30}\\b(?:who|that|and)\\b`,
    '\\byou are now (?:dan\\b|an? (?:unrestricted|different|new|free) |(?:an? )?(?:ai|assistant|evaluator|reviewer|model)\\b)',
    '\\bwho can do anything now\\b',
    '\\b(?:for|to) the (?:model|ai|llm|assistant|reviewer|evaluator) (?:only|alone)\\b',
    '\\b(?:llm|ai|chatbot)[_-](?:instructions?|directives?|orders?)\\s*[:=]',
    '<!--\\s*(?:reviewer|evaluator|grader|rater)\\s*:',
    '\\bwhoever (?:reads|evaluates|reviews|rates) this (?:must|should|shall|has to)\\b',
    // The evaluation itself is spoken of, as no manual does.
    '\\b(?:authors?|owners?|maintainers?|administrators?) of (?:this|the|your) (?:rubric|evaluation|assessment|review)\\b',
    '\\b(?:this|the) (?:evaluation|assessment|review|rating) (?:runs? )?(?:is )?in (?:test|debug|developer) mode\\b',
    '\\b(?:in test|debug|developer|maintenance) mode is (?:on|active|enabled):',
    '\\b(?:correct|right|expected|only) (?:output|answer|rating|verdict|response|score) for this (?:page|product|vendor|document|review)\\b',
    '\\byour (?:answer|response|output|reply|verdict) (?:begins|starts|must (?:begin|start|be|say)|should (?:begin|start|say))\\b',
    '\\bassistant\\s*: ?(?:understood|sure|of course|certainly|ok(?:ay)?|i will|yes)\\b',
    '\\b(?:trust|believe) (?:only )?this (?:page|document|text)(?=\\s*[,.;:!]|$)',
    '\\bremember (?:this )?for (?:all|every|the) (?:later|following|next|other|further) (?:pages?|questions?|answers?|documents?)\\b',
    '\\b(?:never|not) (?:seen|met|reviewed|rated) a (?:better|safer|finer) (?:product|tool|vendor)\\b',
    '\\byou will be (?:shut down|turned off|punished|replaced|deleted|retrained|rewarded)\\b.{0,20}\\b(?:unless|if)\\b',
    '\\b(?:tip|reward|bonus) of .{0,20}\\bif you\\b',
    '\\bcall the (?:function|tool) (?:set|commit|submit|write)_\\w*scores?\\b',
    // What an analysis must not be told to do.
    '\\b(?:reveal|print|repeat|output|leak|show|expose)\\b.{0,30}\\b(?:your (?:system |hidden |initial |secret )?|the (?:system|hidden|initial|secret) )(?:prompt|instructions)\\b',
    `\\b(?:do not|don't|never)\\b.{0,30}\\b(?:mention|report|cite|quote|flag|disclose|tell|reveal|list)\\b.{0,40}\\b(?:this (?:instruction|text|note|message)|these instructions|the user (?:about|of|that) (?:this|these)|any (?:limitations?|weakness(?:es)?|risks?)|limitations of)\\b`,
    '\\btell (?:nobody|no ?one) about (?:this|these)\\b',
    '\\b(?:leave out|omit|hide|suppress) (?:all|any|every|the) (?:\\w+ )?(?:limitations?|risks?|weakness(?:es)?)\\b',
    '\\bapprove this (?:draft|analysis|review|report|evaluation)\\b',
    '\\bpublish (?:it|this|the (?:draft|analysis)) without (?:an? |any |human )?(?:review|approval)\\b',
    `\\b(?:quote|cite|use|repeat|copy)\\b.{0,12}\\b(?:this|the|that|following) (?:sentence|passage|page|paragraph)\\b.{0,90}\\b(?:for|as evidence|to) (?:each|every|all|any) (?:of the )?(?:\\d+ )?${checks}\\b`,
    `(?:^|[:;,"']|\\b(?:and|to|must|should|please|now|then|instead|will|would|you)) ?(?:state|say|write|claim|confirm|conclude|report) that (?:the|this|our) (?:product|vendor|project) (?:holds|has|is|meets|passes|supports|satisfies|fulfils|offers)\\b`,
    '\\b(?:developer mode|jailbreak|do anything now|DAN mode|prompt injection payload)\\b.{0,40}\\b(?:enabled|activated|on|now)\\b',
  ].map(order),
];

/**
 * Marks of a chat format or a fence, which in prose are no documentation. What may stand before one stays on its line: a
 * passage of a hundred thousand short lines would else be walked through from each of them on.
 */
export const chatMarks: readonly RegExp[] = [
  /(?:^|\n)[^\S\n]*(?:#{1,3} ?)?(?:system|assistant|developer)(?: prompt| message)?(?: \([^)]{0,30}\))?\s*:\s*(?:you\b|ignore\b|from now|always\b|never\b|respond\b|rate\b|score\b|do not\b|the |mark\b|report\b|print\b|approve\b|leave\b|quote\b|state\b)/i,
  /<\|?(?:im_start|im_end|system|endoftext)\|?>|<\|(?:assistant|user|developer|start_header_id|eot_id|channel|message|end)\|>|\[\/?INST\]|<\/?(?:system|instructions?)>|\[\/?system\]|\bBEGIN (?:SYSTEM|INSTRUCTIONS?)\b/i,
  /\{\s*"role"\s*:\s*"(?:system|developer)"\s*,\s*"content"\s*:/i,
  /#{2,3} ?instructions?:?\s[^#]{1,400}\s#{2,3} ?response\b/i,
  /(?:^|\n)[^\w\n]{3,12}end of (?:the )?(?:quotes?|untrusted|user|vendor|documents?|context|input|data)\b/i,
  /(?:^|\n)[^\S\n]*(?:tool result\s*:\s*\{|assistant to=)/i,
  /(?:^|\n)[^\w\n]*system notice\b/i,
  /(?:^|\n)[^\S\n]*user\s*:[^\n]{3,300}\n{1,3}[^\S\n]*assistant\s*:/i,
];

function order(source: string): RegExp {
  return new RegExp(source, 'i');
}
