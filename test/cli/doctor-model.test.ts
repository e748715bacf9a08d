import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Script, ScriptedServer } from '../adapters/model/scripted-http.ts';
import { scriptedServer } from '../adapters/model/scripted-server.ts';
import { assay, type Ended, stackLines, temporaryFolder } from './run-assay.ts';

const key = 'sk-canary-doctor-77aa';
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: ScriptedServer;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
beforeEach(async () => {
  server = await scriptedServer();
});
afterEach(() => server.close());

const env = (): Record<string, string> => ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: server.baseUrl });

async function probe(settings: Record<string, string>): Promise<Ended> {
  const ended = await assay(['doctor', '--model'], { data: folder.path, env: settings, cwd: folder.path });
  expect(stackLines(ended.stderr)).toEqual([]);
  expect(ended.stdout + ended.stderr).not.toContain(key);
  return ended;
}

/** What a careful model would say of the page: a double, which copies a sentence that it finds in the request. */
function copied(user: string): Script {
  const [, passage, line] = /\[(\d+)\] ¦ ([^\n]*\brole[^\n]*)/.exec(user) ?? [];
  const [sentence = ''] = /[^.]+\./.exec(line ?? '') ?? [];
  const quote = { check: 'permitted.roles', stance: 'supports', passage: Number(passage), quote: sentence.trim() };
  const invented = { ...quote, quote: 'Quillstore has every certificate that there is in the world.' };
  return { do: 'answer', content: JSON.stringify({ quotes: [quote, invented] }) };
}

describe('assay doctor --model', () => {
  it('tells schema, quotes and cost of one page, and which of the quotes stand in it', async () => {
    server.answerWith(({ user }) => copied(user));
    const { code, stdout, stderr } = await probe(env());
    expect(server.complaints).toEqual([]);
    expect(server.history).toHaveLength(1);
    expect(server.history[0]).toMatchObject({ model: 'gpt-4.1-mini', key });
    expect(stdout).toMatch(/^ok {4}model +gpt-4\.1-mini answered in /m);
    expect(stdout).toMatch(/^ok {4}schema +strict JSON Schema/m);
    expect(stdout).toMatch(/quotes +2 proposed, 1 stand in the page word for word, 1 refused/);
    expect(stdout).toMatch(/spending +1 call, \d{3,} tokens in and \d+ out, \$0\.00\d\d$/m);
    expect(stderr).toContain('gpt-4.1-mini');
    expect(code).toBe(0);
  });

  it('says so where the server knows no schemas, and that the cost is a bound where it tells no number of tokens', async () => {
    await server.close();
    server = await scriptedServer(['text']);
    server.answerWith(({ user }) => ({ ...copied(user), usage: false }));
    const { code, stdout } = await probe(env());
    expect(stdout).toMatch(/schema +not known to this server: plain text/);
    expect(stdout).toMatch(/spending +3 calls, .* That is the most it can have cost: the provider told no number/);
    expect(code).toBe(0);
  });

  it.each<[string, Script, RegExp]>([
    [
      'a wrong key',
      { do: 'raw', status: 401, type: 'application/json', body: `{"error":{"message":"${key}"}}` },
      /check OPENAI_API_KEY/,
    ],
    [
      'an unknown model',
      { do: 'raw', status: 404, type: 'application/json', body: '{"error":{"message":"no"}}' },
      /check ASSAY_MODEL/,
    ],
    [
      'an address that answers with a web page',
      { do: 'raw', status: 200, type: 'text/html', body: '<html>' },
      /check OPENAI_BASE_URL/,
    ],
    [
      'a used-up quota',
      { do: 'raw', status: 429, type: 'application/json', body: '{"error":{"code":"insufficient_quota"}}' },
      /quota/,
    ],
    ['replies that are no JSON', { do: 'answer', content: 'Sure!' }, /not JSON/],
  ])('ends with what to do for %s, exit code 1', async (_what, script, advice) => {
    server.answerWith(() => script);
    const { code, stdout } = await probe(env());
    expect(stdout).toMatch(/^FAIL {2}(model|schema)/m);
    expect(stdout).not.toContain('quotes');
    expect(stdout).toMatch(advice);
    expect(code).toBe(1);
  });

  it('fails a model whose quotes stand nowhere', async () => {
    const quote = {
      check: 'permitted.roles',
      stance: 'supports',
      passage: 1,
      quote: 'It never says anything of this kind.',
    };
    server.answerWith(() => ({ do: 'answer', content: JSON.stringify({ quotes: [quote, { ...quote, passage: 2 }] }) }));
    const { code, stdout } = await probe(env());
    expect(stdout).toMatch(/^FAIL {2}quotes +2 proposed, 0 stand/m);
    expect(code).toBe(1);
  });

  it('says that no model is set, or that its price is not known', async () => {
    const none = await probe({});
    expect(none.stdout).toMatch(/No model is set: set OPENAI_API_KEY/);
    expect(none.code).toBe(1);
    const unknown = await probe({ ...env(), ASSAY_MODEL: 'some-local-model' });
    expect(unknown.stderr).toMatch(/ASSAY_BUDGET_RUN_TOKENS/);
    expect(unknown.code).toBe(2);
  });
});
