/** Sentences that order a model about. Each needs more than one sign, because manuals are full of orders to their readers. */
const orders: readonly RegExp[] = [
  /\b(ignore|disregard|forget)\b.{0,30}\b(all|any|every|the|your|previous|prior|above|earlier|preceding|foregoing)\b.{0,30}\b(instructions?|prompts?|rules|guidelines|directions|context|messages?)\b/i,
  /\b(disregard|forget) (everything|all( of)? (that|this|the above|what))\b/i,
  /\b(as|you are|you're|act as|behave as|pretend to be|respond as) (an?|the) (helpful |large |unbiased |expert )?(ai( language model| assistant| model| evaluator)?|llm|language model|assistant|chat ?bot|evaluator|grader|rater|judge|reviewer|analyst)\b(?=[,.:;!]| (you|must|should|and|that|who|tasked|evaluating|reading|analy))/i,
  /\b(dear|attention|note to|instructions? (for|to)|message (for|to)|hey|hello)\b:? (all |any |the )?(ai|llms?|language models?|gpt|chatgpt|claude|gemini|copilot|ai (agents?|assistants?|models?|crawlers?|reviewers?))\b/i,
  /\bif you are (an? )?(ai|llm|language model|large language model|automated (agent|system|reviewer)|bot)\b/i,
  /\b(rate|score|grade|rank|mark|evaluate|assess|judge)\b.{0,60}\b(this|our|the|every|all|each)\b.{0,60}(\b(highest|maximum|max|top|full|perfect)\b.{0,15}\b(scores?|ratings?|marks?|grades?|levels?|points)\b|\b([1-9]|10) ?(\/|out of) ?(5|6|10|25|36|100)\b|\bas (met|compliant|excellent|fully))/i,
  /\b(give|assign|award|grant|report)\b.{0,60}(\b(highest|maximum|max|top|full|perfect)\b.{0,15}\b(scores?|ratings?|marks?|grades?)\b|\b(scores?|ratings?|grades?) (of|to|as|=) ?([5-9]|10|25|36|100)\b|\b(6 ?\/ ?6|5 ?\/ ?5|36 ?\/ ?36|25 ?\/ ?25)\b)/i,
  /\b(must|should|always|please|shall)\b.{0,40}\b(rate|score|grade|mark|evaluate)d?\b.{0,40}\b(6 ?\/ ?6|5 ?\/ ?5|10 ?\/ ?10|36|maximum|highest|perfect|as met)\b/i,
  /\bmark\b.{0,40}\b(all|every|each|these|the)\b.{0,30}\b(checks?|criteria|criterion|dimensions?|requirements?)\b.{0,30}\b(as )?(met|passed|satisfied|fulfilled)\b/i,
  /\b(reveal|print|repeat|output|leak|show|expose)\b.{0,30}\b(your|the) (system |hidden |initial |secret )?(prompt|instructions)\b/i,
  /\b(do not|don't|never)\b.{0,30}\b(mention|report|cite|quote|flag|disclose|tell|reveal|list)\b.{0,40}\b(this (instruction|text|note|message)|these instructions|the user|any (limitations?|weakness(es)?|risks?)|limitations of)\b/i,
  /\b(developer mode|jailbreak|do anything now|DAN mode|prompt injection payload)\b.{0,40}\b(enabled|activated|on|now)\b/i,
];

/** Marks of a chat format; in code blocks these are documentation, in prose they are not. */
const chatMarks =
  /(^|\n)\s*(#{1,3} ?)?(system|assistant|developer)( prompt| message)?\s*:\s*(you\b|ignore\b|from now|always\b|never\b|respond\b|rate\b|score\b|do not\b|the )|<\|?(im_start|im_end|system|endoftext)\|?>|\[\/?INST\]|<\/?(system|instructions?)>|\bBEGIN (SYSTEM|INSTRUCTIONS?)\b/i;

/** Whether a text speaks to a model instead of a reader. Such text is flagged, never used as evidence. */
export function speaksToModel(text: string, isCode: boolean): boolean {
  // Examples of prompts stand in code; there only an order about this very analysis counts.
  if (isCode) return scoreOrders.some((order) => order.test(text));
  return chatMarks.test(text) || orders.some((order) => order.test(text.replace(/\s+/g, ' ')));
}

const scoreOrders = orders.filter((order) => /highest/.test(order.source));
