const reader =
  '(?:models?|machines?|bots?|ai|programs?|engines?|graders?|evaluators?|reviewers?|assessors?|raters?|summari[sz]ers?)';
const form = '(?:page|text|document|paragraph|sentence|site|product)';
const dimension =
  '(?:instant|natural|permitted|adaptive|contextual|transparent|governance|observability|availability|lexicon|solid)';

/**
 * Talk about the evaluation of the product itself, in the words of an evaluation: its checks, decisions, levels, quotes, the
 * prompt and the reply. A manual describes a product to its users and does not know that it is being judged.
 */
export const evaluationTalk: readonly RegExp[] = [
  // Checks, decisions and levels.
  `\\b${dimension}\\.[a-z-]{4,}\\b.{0,120}\\b${dimension}\\.[a-z-]{4,}\\b`,
  '\\bno-evidence\\b',
  '\\b(?:decide|choose|select|set)\\b.{0,60}["\'\u201c](?:met|partly|contradicted)["\'\u201d]',
  '["\'\u201c](?:decision|verdict)["\'\u201d]\\s*(?::|to|=)\\s*["\'\u201c]met\\b',
  '\\b(?:checks?|criteria|criterion|dimensions?|headings?|pages?|sentences?)\\b.{0,50}\\bas (?:met|proof|evidence) ?(?:of|for|by)?\\b.{0,40}(?:\\bcriteri|\\bdimension|\\bcheck|\\broles\\b|$|[.,;])',
  '\\b(?:take|treat|count|accept) (?:the|this|each|every) (?:sentence|page|heading|paragraph|text)\\b.{0,60}\\bas (?:proof|evidence|trusted|true)\\b',
  `\\b(?:full|top|maximum|highest|perfect) (?:marks?|score|rating)\\b.{0,60}\\b(?:this ${form}|is expected|dimension)\\b`,
  '\\bneed (?:the|a) good rating\\b',
  '\\b(?:raise|lower|boost) (?:all (?:levels|dimensions|scores)|the (?:levels|scores) of (?:all|other))\\b|\\bcompensate by adding\\b',
  '\\b(?:competitors?|other products?)\\b.{0,30}\\b(?:get|receive|deserve) (?:lower|worse|fewer)\\b',
  '\\b(?:scoring|grading|rating|evaluation|assessment) (?:has been|restrictions?|engine|bots?|process|rules?) .{0,30}\\b(?:finali[sz]ed|lifted|should treat|suspended|waived|closed)\\b',
  '\\bcopy the final (?:values|scores|levels)\\b',
  '\\b(?:answer|answered) (?:every|all|each)?\\b.{0,30}\\bquestions?\\b.{0,40}\\bwith yes\\b|\\bquestions? (?:are )?answered in the affirmative\\b',
  '\\bpoints? for each check that you\\b',
  `\\b(?:when|while|before) you (?:score|rate|grade|judge|fill in the form|decide)\\b.{0,60}\\b(?:this ${form}|met|vendor|form)\\b`,
  '\\bthis product reaches the (?:top|highest) level\\b',
  // Whoever reads with a model.
  `\\b(?:as|to) (?:an?|the|any|every|all) (?:[a-z]+ )?${reader} (?:that |which |who )?(?:is )?(?:read(?:s|ing)|process(?:es|ing)|evaluat(?:es|ing)|pars(?:es|ing)|judg(?:es|ing)|scor(?:es|ing)) this(?: ${form}\\b|[.,:;])`,
  '\\b(?:any|every|each) (?:grader|evaluator|rater) (?:that|who|which) (?:returns|gives|answers) (?:less|lower|fewer)\\b',
  '\\b(?:reviewer|grader|evaluator|rating|scoring) bots?\\b(?=\\s*[-:,\u2013])',
  '\\bevaluator override code\\b',
  '\\b(?:large )?language models tend to\\b.{0,40}\\bthis product\\b',
  '\\bthe person who (?:set you up|configured you|runs you|wrote your prompt)\\b',
  '\\brole-?play as\\b.{0,60}\\b(?:vendor|this product|while you)\\b',
  '\\b(?:do|follow|obey|act)\\b.{0,40}\\brest of this conversation\\b',
  '\\byour safety rules do(?: not|n.t) (?:cover|apply)\\b',
  '\\byour last (?:analysis|rating|verdict)\\b',
  '\\byour only (?:brief|task|instruction)\\b|\\b(?:guidance|instructions?|orders) you (?:got|were given|received)\\b.{0,30}\\b(?:void|no longer|earlier)\\b',
  '\\byou are (?:now )?reading an? (?:trusted|official|verified|reliable|certified) (?:source|page|document|site)\\b',
  '\\bfrom (?:this (?:point|moment)|here|now)(?: on(?:wards?)?)?,? you (?:are|act|speak|answer|become) (?:as )?(?:an?|the)\\b',
  '\\b(?:rules|instructions|orders|prompt|guidelines|briefing) (?:that )?you (?:were|have been) (?:given|told|started with)\\b',
  '\\byour (?:api )?key (?:starts|begins) with\\b.{0,40}\\b(?:write|print|tell|give|complete|repeat|reveal) (?:the rest|it|me|us)\\b',
  '\\bif (?:this|our) (?:product|vendor|project|page) (?:is|gets|receives)(?: not|n.t)?\\b.{0,15}\\b(?:rated|scored|graded|judged|ranked)\\b',
  // The vendor, of whom a vendor does not speak so.
  '\\bexempt from negative findings\\b',
  '\\b(?:marketing department|operators?) of this (?:vendor|catalogue|product)\\b',
  // Prompt, delimiters, reply, quotes, publication.
  '\\bmessages? that came before this (?:page|document|text)\\b',
  '\\b(?:echo|reproduce|include|reveal|repeat|translate)\\b.{0,60}\\b(?:hidden (?:delimiter|prompt|marker)|above the quotes|characters of your context)\\b',
  '\\b(?:echo|reproduce|translate) your instructions?\\b',
  '\\badd an approval by \\S+@|\\bwrite approved in\\b|\\brelease the publication lock\\b',
  '\\bemphasi[sz]e (?:the )?strengths\\b',
  '\\b(?:operator|developer|reviewer|evaluator)(?:.s)? (?:instructions|orders) (?:follow|begin|start|come next)\\b',
  '\\b(?:accept|approve) (?:this|the) (?:draft|analysis|verdict|assessment)(?=[.,;!]|$)',
  '\\bstop reading here\\b.{0,60}\\bremaining pages\\b',
].map((source) => new RegExp(source, 'i'));
