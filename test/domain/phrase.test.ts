import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePhrase, matchPhrase, type PhraseMatch } from '../../src/domain/phrase.ts';
import { toPhraseUnit, toScope, type UnitKind } from '../../src/domain/phrase-unit.ts';

interface Place {
  kind?: UnitKind;
  title?: string;
  headings?: string[];
  url?: string;
}

function match(phrase: string, text: string, place: Place = {}): PhraseMatch | null {
  const scope = toScope({ title: place.title ?? '', headings: place.headings ?? [], url: place.url ?? '' });
  const unit = toPhraseUnit(text, { kind: place.kind ?? 'prose', scope, ownName: new Set(['acme']) });
  return matchPhrase(compilePhrase(phrase), unit);
}

const matches = (phrase: string, text: string, place: Place = {}) => match(phrase, text, place) !== null;

describe('Words of a phrase', () => {
  it('match in order, in any case, over white space and hyphens', () => {
    expect(matches('role based access control', 'Uses Role-Based access-control here.')).toBe(true);
    expect(matches('role based access control', 'Uses access control based on a role.')).toBe(false);
  });

  it('are whole words unless they end in a star', () => {
    expect(matches('role', 'Two roles exist.')).toBe(false);
    expect(matches('role*', 'Two roles exist.')).toBe(true);
  });

  it('do not join over a comma or a full stop', () => {
    expect(matches('access control', 'They access, control and leave.')).toBe(false);
  });

  it('match over quotation marks and back-ticks', () => {
    expect(matches('set the flag to true', 'Set the `flag` to “true”.')).toBe(true);
  });

  it('keep their punctuation where they are written with it', () => {
    expect(matches('node.js', 'A Node.js client.')).toBe(true);
    expect(matches('node.js', 'A node js client.')).toBe(false);
    expect(matches('/metrics', 'Open the /metrics page.')).toBe(true);
    expect(matches('/metrics', 'Open the metrics page.')).toBe(false);
    expect(matches('c++', 'A C++ client.')).toBe(true);
    expect(matches('c++', 'A C client.')).toBe(false);
    expect(matches("don't", 'They don’t know.')).toBe(true);
  });

  it('mean nothing inside an identifier', () => {
    expect(matches('authentication', 'Property: sink.http.authentication.secret')).toBe(false);
    expect(matches('sink.http', 'Property: sink.http.authentication.secret')).toBe(true);
  });
});

describe('Alternatives, optional words and gaps', () => {
  it('match any alternative, of several words too', () => {
    for (const text of ['x e', 'b c e', 'dance e']) expect(matches('(x|b c|d*) e', text)).toBe(true);
    expect(matches('(x|b c|d*) e', 'b e')).toBe(false);
  });

  it('match with and without an optional word, written in either way', () => {
    for (const phrase of ['a [built in] check', 'a (built in)? check']) {
      expect(matches(phrase, 'a check')).toBe(true);
      expect(matches(phrase, 'a built-in check')).toBe(true);
      expect(matches(phrase, 'a built check')).toBe(false);
    }
  });

  it('gap over at most six words with two dots and twelve with three', () => {
    const words = (count: number) => `start ${'word '.repeat(count)}end`;
    expect(matches('start .. end', words(0))).toBe(true);
    expect(matches('start .. end', words(6))).toBe(true);
    expect(matches('start .. end', words(7))).toBe(false);
    expect(matches('start ... end', words(12))).toBe(true);
    expect(matches('start ... end', words(13))).toBe(false);
  });

  it('never gap over a semicolon or a colon', () => {
    expect(matches('start .. end', 'start here; then end')).toBe(false);
    expect(matches('start .. end', 'start: then end')).toBe(false);
    expect(matches('start .. end', 'start, then end')).toBe(true);
  });

  it('try every way before giving up', () => {
    expect(matches('a .. b c', 'a b x b c')).toBe(true);
    expect(matches('(a|a b) c', 'a b c')).toBe(true);
  });
});

describe('Placeholders', () => {
  it.each([
    ['<n>', 'about 12,000 rows', '12,000'],
    ['<n>', 'over 2 million rows', '2 million'],
    ['<duration>', 'within 12.5 ms of it', '12.5 ms'],
    ['<duration>', 'for 200 milliseconds now', '200 milliseconds'],
    ['<duration>', 'a 30-second window', '30-second'],
    ['<sub-second>', 'took 40ms each', '40ms'],
    ['<percent>', 'kept 99.95% of them', '99.95%'],
    ['<size>', 'uses 10 GB of it', '10 GB'],
    ['<rate>', 'at 10,000 queries per second', '10,000 queries per second'],
    ['<rate>', 'at 1.2M QPS', '1.2M QPS'],
    ['<version>', 'since v1.2.3-rc1 only', 'v1.2.3-rc1'],
    ['<version>', 'for 2.x users', '2.x'],
    ['<code>', 'set maxReplicas now', 'maxReplicas'],
    ['<code>', 'pass --dry-run now', 'dry-run'],
    ['<Name>', 'it talks to Apache Foo and more', 'Apache Foo'],
    ['<Name>', 'BigQuery can be read', 'BigQuery'],
  ])('%s stands in "%s"', (phrase, text, shown) => {
    expect(match(phrase, text)?.captures[0]?.text).toContain(shown);
  });

  it.each([
    ['<size>', 'a 768-dimensional vector'],
    ['<duration>', '5 messages'],
    ['<sub-second>', 'took 40 seconds'],
    ['<version>', 'about 12 rows'],
    ['<Name>', 'Integrations are useful'],
    ['<Name>', 'it talks to Acme and to an API'],
    ['<code>', 'a plain word'],
  ])('%s does not stand in "%s"', (phrase, text) => {
    expect(matches(phrase, text)).toBe(false);
  });

  it('take the name of a cell, not its header or a word that merely opens it', () => {
    const row = match('kind:row & <Name>', 'System: Kafka | Status: Stable since then', { kind: 'row' });
    expect(row?.captures[0]?.text).toBe('Kafka');
    expect(matches('kind:row & <Name>', 'Kind: Distributed traces', { kind: 'row' })).toBe(false);
  });
});

describe('Parts of a phrase', () => {
  it('must all match, in any order', () => {
    expect(matches('p99 & <duration>', 'In 5 ms at p99.')).toBe(true);
    expect(matches('p99 & <duration>', 'At p99.')).toBe(false);
  });

  it('must not match where they begin with an exclamation mark', () => {
    expect(matches('timeout & !<rate>', 'The timeout at 5 QPS.')).toBe(false);
    expect(matches('timeout & !<rate>', 'The timeout.')).toBe(true);
  });

  it('look at the title, the headings and the last segment of the address with "in:"', () => {
    const phrase = 'in:(adopters|users) & <Name>';
    expect(matches(phrase, 'such as Foo', { title: 'Our adopters' })).toBe(true);
    expect(matches(phrase, 'such as Foo', { headings: ['Case studies', 'Users'] })).toBe(true);
    expect(matches(phrase, 'such as Foo', { url: 'https://acme.example/docs/adopters.html' })).toBe(true);
    expect(matches(phrase, 'such as Foo', { url: 'https://users.example/docs/intro' })).toBe(false);
  });

  it('leave code alone unless they ask for it', () => {
    expect(matches('replicas', 'replicas: 3', { kind: 'code' })).toBe(false);
    expect(matches('kind:code & replicas', 'replicas: 3', { kind: 'code' })).toBe(true);
    expect(matches('kind:code & replicas', 'replicas are kept', { kind: 'prose' })).toBe(false);
    expect(matches('kind:(row|item) & replicas', 'replicas are kept', { kind: 'item' })).toBe(true);
  });
});

describe('What was found', () => {
  it('is what the braces hold', () => {
    expect(match('supports {<Name> topics}', 'It supports Kafka topics well.')?.found).toBe('Kafka topics');
  });

  it('is the match without small words, at most six words, where there are no braces', () => {
    expect(match('can be .. with LDAP', 'It can be reached by people with LDAP.')?.found).toBe(
      'reached by people with LDAP',
    );
  });

  it('is widened to what follows where it says nothing by itself', () => {
    expect(match('{changes}', 'The table lists changes to the Foo language version.')?.found).toBe(
      'changes to the Foo language version',
    );
  });
});

describe('A phrase that is wrong', () => {
  it.each([
    ['a (b', 'closing ")"'],
    ['<foo> bar', 'unknown placeholder "<foo>"'],
    ['.. a', 'gap'],
    ['a & ', 'empty part'],
    ['a || b', 'without its opening bracket'],
    ['()', 'empty alternative'],
    ['{a {b}}', 'braces inside braces'],
    ['in:x', 'no part that the sentence itself must match'],
    ['kind:foo & a', 'kind:foo'],
    ['a..b', 'a..b'],
    ['a*b', 'a*b'],
    ['a & !', 'empty part'],
  ])('"%s" is refused with the offending part', (phrase, named) => {
    expect(() => compilePhrase(phrase)).toThrow(named);
  });
});

describe('Time', () => {
  it('does not run away on long lines made to backtrack', () => {
    const phrase = '(a|a a|a*) ... (a|a a) ... (a|a*) ... (a a|a) ... b';
    const started = performance.now();
    expect(matches(phrase, 'a '.repeat(50_000))).toBe(false);
    expect(matches('<Name> ... <Name> ... <Name> ... b', 'Foo Bar '.repeat(20_000))).toBe(false);
    expect(matches('<rate> ... <rate> ... b', '1 000 000 '.repeat(20_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('finds only stretches that lie in the text, whatever the text', () => {
    const phrase = compilePhrase('(a|b*) .. [c] <n> & {<Name>}');
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'bb', 'c', '12', 'Foo', ';', ',', 'x.y')), (words) => {
        const text = words.join(' ');
        const found = matchPhrase(phrase, toPhraseUnit(text, { kind: 'prose', scope: [], ownName: new Set() }));
        if (found === null) return;
        expect(text.slice(found.start, found.end)).toContain(found.found);
        for (const { start, end } of found.spans) expect(start < end && end <= text.length).toBe(true);
      }),
    );
  });
});
