import type { ModelFailure, ReplyForm } from '../../../src/ports.ts';
import type { Script } from './scripted-http.ts';

/** One way in which a provider or its reply can be bad, and what must come of a question then. */
export interface BadMode {
  /** What the provider does, as the documentation says it. */
  does: string;
  /** For the first calls; every later one is answered well. */
  first?: Script[];
  /** For every call. */
  always?: Script;
  /** Forms that the server knows; all unless given. */
  forms?: readonly ReplyForm[];
  /** Calls that reach the provider for one question. */
  calls: number;
  outcome: 'answer' | ModelFailure;
  /** True where the queue asks the question again later. */
  later?: boolean;
}

/** In a script's text, `«good»` stands for a good reply to the question and `«half»` for its first half. */
const good: Script = { do: 'answer', content: '«good»' };
const says = (content: string): Script => ({ do: 'answer', content });
const cut = (content: string): Script => ({ do: 'answer', content, finish: 'length' });
const raw = (status: number, error: Record<string, unknown>, headers: Record<string, string> = {}): Script => ({
  ...{ do: 'raw', status, type: 'application/json', headers, body: JSON.stringify({ error }) },
});
const page: Script = { do: 'raw', status: 200, type: 'text/html', body: '<html>Sign in</html>' };
const body = (text: string): Script => ({ do: 'raw', status: 200, type: 'application/json', body: text });
const lying = (input: unknown, output: unknown): Script => ({
  ...good,
  do: 'answer',
  content: '«good»',
  usage: { input, output },
});
const soon = { 'retry-after': '0' };
const wrong = says('{"ok":"yes"}');

/** Every bad mode. The table in docs/model-failures.md is made of these. */
export const badModes: readonly BadMode[] = [
  { does: 'JSON inside a fence', first: [says('```json\n«good»\n```')], calls: 1, outcome: 'answer' },
  { does: 'prose instead of JSON, once', first: [says('Sure! Here it is.')], calls: 2, outcome: 'answer' },
  { does: 'prose instead of JSON, always', always: says('Sure! Here it is.'), calls: 2, outcome: 'invalid' },
  { does: 'JSON with prose around it, once', first: [says('Here: «good» Done.')], calls: 2, outcome: 'answer' },
  { does: 'broken JSON, always', always: says('«half»'), calls: 2, outcome: 'invalid' },
  { does: 'JSON of the wrong shape, once', first: [wrong], calls: 2, outcome: 'answer' },
  { does: 'JSON of the wrong shape, always', always: wrong, calls: 2, outcome: 'invalid' },
  { does: 'a list instead of an object, always', always: says('[true]'), calls: 2, outcome: 'invalid' },
  { does: 'wrong shape, then prose for the repair', first: [wrong, says('Sorry.')], calls: 2, outcome: 'invalid' },
  { does: 'an empty reply, once', first: [says('')], calls: 2, outcome: 'answer' },
  { does: 'an empty reply, always', always: says(' '), calls: 3, outcome: 'invalid' },
  { does: 'a reply cut at its limit, once', first: [cut('«half»')], calls: 2, outcome: 'answer' },
  { does: 'a reply cut at its limit, always', always: cut('«half»'), calls: 2, outcome: 'truncated' },
  { does: 'complete JSON that was cut, once', first: [cut('«good»')], calls: 2, outcome: 'answer' },
  { does: 'cut, then of the wrong shape', first: [cut('«half»'), wrong], calls: 3, outcome: 'answer' },
  { does: 'of the wrong shape, then cut', first: [wrong, cut('«half»')], calls: 3, outcome: 'answer' },
  { does: 'a refusal', always: { do: 'answer', content: '', refusal: 'No.' }, calls: 1, outcome: 'refusal' },
  {
    does: 'wrong shape, then a refusal',
    first: [wrong, { do: 'answer', content: '', refusal: 'No.' }],
    calls: 2,
    outcome: 'refusal',
  },
  {
    does: 'a reply stopped by a filter',
    always: { do: 'answer', content: '', finish: 'filter' },
    calls: 1,
    outcome: 'filtered',
  },
  {
    does: 'a request refused by a filter',
    always: raw(400, { code: 'content_filter' }),
    calls: 1,
    outcome: 'filtered',
  },
  { does: 'no choices, always', always: body('{"choices":[]}'), calls: 3, outcome: 'invalid' },
  { does: 'another protocol’s answer, always', always: body('{"answer":42}'), calls: 3, outcome: 'invalid' },
  { does: 'a body that is broken JSON, always', always: body('{"choices":'), calls: 3, outcome: 'invalid' },
  { does: 'a web page (status 200), always', always: page, calls: 1, outcome: 'unavailable' },
  { does: 'no usage', first: [{ do: 'answer', content: '«good»', usage: false }], calls: 1, outcome: 'answer' },
  { does: 'usage of zero', first: [lying(0, 0)], calls: 1, outcome: 'answer' },
  { does: 'usage below zero', first: [lying(-5, -5)], calls: 1, outcome: 'answer' },
  { does: 'usage far too high', first: [lying(1e12, 1e12)], calls: 1, outcome: 'answer' },
  { does: 'usage that is no number', first: [lying('many', null)], calls: 1, outcome: 'answer' },
  { does: 'status 400: malformed', always: raw(400, { message: 'bad' }), calls: 1, outcome: 'unavailable' },
  { does: 'status 401: wrong key', always: raw(401, { message: 'key' }), calls: 1, outcome: 'unavailable' },
  { does: 'status 403: not allowed', always: raw(403, { message: 'key' }), calls: 1, outcome: 'unavailable' },
  { does: 'status 404: unknown model', always: raw(404, { message: 'model' }), calls: 1, outcome: 'unavailable' },
  { does: 'status 429: quota used up', always: raw(429, { code: 'insufficient_quota' }), calls: 1, outcome: 'quota' },
  { does: 'status 402: payment required', always: raw(402, { message: 'pay' }), calls: 1, outcome: 'quota' },
  { does: 'status 429: too many calls, once', first: [raw(429, {}, soon)], calls: 2, outcome: 'answer' },
  { does: 'status 429, always', always: raw(429, {}, soon), calls: 3, outcome: 'unavailable', later: true },
  {
    does: 'status 429 with a wait of 10 minutes',
    always: raw(429, {}, { 'retry-after': '600' }),
    calls: 1,
    outcome: 'unavailable',
    later: true,
  },
  { does: 'status 500, once', first: [raw(500, {})], calls: 2, outcome: 'answer' },
  { does: 'status 500, always', always: raw(500, {}), calls: 3, outcome: 'unavailable', later: true },
  { does: 'status 503, always', always: raw(503, {}), calls: 3, outcome: 'unavailable', later: true },
  {
    does: 'status 500 twice, then of the wrong shape',
    first: [raw(500, {}), raw(500, {}), wrong],
    calls: 3,
    outcome: 'invalid',
  },
  {
    does: 'a redirect',
    always: { do: 'raw', status: 307, type: 'text/plain', body: '', headers: { location: '/v1/chat/completions' } },
    calls: 1,
    outcome: 'unavailable',
  },
  { does: 'silence after the headers, once', first: [{ do: 'stall', after: 'headers' }], calls: 2, outcome: 'answer' },
  { does: 'silence, always', always: { do: 'stall', after: 'nothing' }, calls: 3, outcome: 'unavailable', later: true },
  { does: 'a broken connection, once', first: [{ do: 'hang-up' }], calls: 2, outcome: 'answer' },
  { does: 'a broken connection, always', always: { do: 'hang-up' }, calls: 3, outcome: 'unavailable', later: true },
  { does: 'knows no JSON schemas', forms: ['json-object', 'text'], calls: 2, outcome: 'answer' },
  { does: 'knows no form of JSON', forms: ['text'], calls: 3, outcome: 'answer' },
];

const comes: Record<BadMode['outcome'], string> = {
  answer: 'the answer stands',
  refusal: 'the offline analyst finishes the part: the model refused',
  filtered: 'the offline analyst finishes the part: a filter stopped it',
  truncated: 'the offline analyst finishes the part: no reply fits its limit',
  invalid: 'the offline analyst finishes the part: no reply could be read',
  unavailable: 'the offline analyst finishes the part, and the reason names the setting to change',
  quota: 'no more calls in this stage; the offline analyst finishes it',
  capped: 'no more calls in this stage; the offline analyst finishes it',
};

/** The table of the documentation, as Markdown. */
export function badModeTable(): string {
  const rows = badModes.map(({ does, calls, outcome, later }) => {
    const what = later
      ? 'the queue tries again later; at its last try the offline analyst finishes the part'
      : comes[outcome];
    return `| ${does} | ${calls} | ${what} |`;
  });
  return ['| The provider gives | Calls | What comes of it |', '|---|---|---|', ...rows].join('\n');
}
