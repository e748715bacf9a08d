import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Who may import whom: first match by place wins; `*` is one path segment. */
const places: [place: RegExp, may: RegExp][] = [
  [/^src\/domain\//, /^src\/domain\//],
  [/^src\/(draft|news|report)-ports\.ts$/, /^src\/(domain\/|list-ports\.ts$)/],
  [/^src\/(account|audit|http|insight|list|model|schedule)-ports\.ts$/, /^src\/domain\//],
  [
    /^src\/ports\.ts$/,
    /^src\/(domain\/|(account|audit|draft|http|insight|list|model|news|report|schedule)-ports\.ts$)/,
  ],
  [/^src\/errors\.ts$/, /^src\/domain\//],
  [/^src\/config\.ts$/, /^src\/(domain\/|(errors|package-root)\.ts$)/],
  [/^src\/stages\//, /^src\/(domain\/|ports\.ts|errors\.ts)/],
  [/^src\/adapters\//, /^src\/(domain\/|ports\.ts|errors\.ts)/],
  // What measures the stages; models over scripted providers are handed in.
  [/^src\/evals\//, /^src\/(stages\/|domain\/|ports\.ts|errors\.ts)/],
  [/^src\/pipeline\.ts$/, /^src\/(stages\/|domain\/|ports\.ts|errors\.ts)/],
  [/^src\/questions\.ts$/, /^src\/(stages\/|domain\/|ports\.ts|errors\.ts)/],
  [/^src\/shadow\.ts$/, /^src\/(stages\/|actions\/|domain\/|pipeline\.ts|ports\.ts|errors\.ts)/],
  [
    /^src\/compose\.ts$/,
    /^src\/(stages\/|adapters\/|actions\/|domain\/|pipeline\.ts|questions\.ts|shadow\.ts|ports\.ts|errors\.ts|config\.ts)/,
  ],
  [/^src\/actions\//, /^src\/(domain\/|ports\.ts|errors\.ts)/],
  [/^src\/(web|cli)\/main\.ts$/, /^src\//],
  // What the command line does with this machine: `main.ts` loads it late, so that `--help` starts quickly.
  [/^src\/cli\/(this-machine|probe-here|evaluate-here)\.ts$/, /^src\//],
  [/^workers\//, /^src\//],
  // What a suite measured, as types and a few words.
  [
    /^src\/cli\/(eval|here)\.ts$/,
    /^src\/(domain\/|ports\.ts|errors\.ts|actions\/|pipeline\.ts|evals\/suite-result\.ts)/,
  ],
  [
    /^src\/cli\/export\//,
    /^src\/(domain\/|ports\.ts|errors\.ts|package-root\.ts|actions\/|pipeline\.ts|web\/public\/)/,
  ],
  [/^src\/(web|cli)\//, /^src\/(domain\/|ports\.ts|errors\.ts|actions\/|pipeline\.ts)/],
];

/** Where each package may be imported. A package that is not listed is at home nowhere. */
const homes: Record<string, RegExp> = {
  zod: /^src\//,
  'p-limit': /^src\/(stages|adapters)\//,
  openai: /^src\/adapters\/model\//,
  langchain: /^src\/adapters\/model\//,
  '@langchain/core': /^src\/adapters\/model\//,
  'gpt-tokenizer': /^src\/adapters\/model\//,
  '@opentelemetry/api': /^src\/adapters\//,
  '@opentelemetry/exporter-trace-otlp-http': /^src\/adapters\/traces\.ts$/,
  '@opentelemetry/resources': /^src\/adapters\/traces\.ts$/,
  '@opentelemetry/sdk-trace-base': /^src\/adapters\/traces\.ts$/,
  bullmq: /^src\/adapters\/queue\//,
  ioredis: /^src\/adapters\/queue\//,
  cheerio: /^src\/stages\/extract\//,
  htmlparser2: /^src\/(stages\/extract|cli\/export)\//,
  unpdf: /^src\/stages\/extract\/pdf\//,
  pg: /^src\/adapters\/store\//,
  '@electric-sql/pglite': /^src\/adapters\/store\//,
  undici: /^src\/adapters\/http\//,
  'ipaddr.js': /^src\/adapters\/http\//,
  tldts: /^src\/(stages\/fetch|adapters\/http)\//,
  'robots-parser': /^src\/stages\/fetch\//,
  piscina: /^src\/adapters\/threads\.ts$/,
  yaml: /^src\/(adapters\/rubric-files|adapters\/model\/read-prices|evals\/|actions\/read-vendor-rows)/,
  pino: /^src\/adapters\/log\.ts$/,
  hono: /^src\/web\//,
  // Bull Board serves its files through it.
  '@hono/node-server': /^src\/(web\/|adapters\/queue\/open-board\.ts$)/,
  '@bull-board/api': /^src\/adapters\/queue\//,
  '@bull-board/hono': /^src\/adapters\/queue\//,
  '@hono/zod-openapi': /^src\/web\//,
  'prom-client': /^src\/web\//,
  'cron-parser': /^src\/adapters\/calendar\//,
  cronstrue: /^src\/adapters\/calendar\//,
  commander: /^src\/cli\//,
  minisearch: /^src\/cli\/export\//,
  esbuild: /^src\/cli\/export\/copy-scripts\.ts$/,
  '@modelcontextprotocol/sdk': /^src\/cli\/mcp\//,
  feed: /^src\/web\/public\//,
  '@node-rs/argon2': /^src\/adapters\/passwords\.ts$/,
};

/** Node's own modules that the inner places may use; the outer ones may use any. */
const nodeModules: [place: RegExp, may: RegExp][] = [
  [/^src\/domain\//, /^node:crypto$/],
  [/^src\/(stages|actions)\//, /^node:(crypto|zlib|worker_threads)$/],
  [/^src\/(ports|pipeline|questions|shadow)\.ts$/, /^$/],
];

const forbiddenNames = /^(utils?|helpers?|common|shared|lib|core|misc|manager|service|base|types|constants)(\.|$)/;

interface Import {
  from: string;
  to: string;
}

const files = [...walk('src'), ...walk('workers')];
const imports = files.flatMap((file) => importsOf(file));

describe('The import table', () => {
  it('sees the source files, so that an empty result means something', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(40);
  });

  it('lets each place import only what it may', () => {
    const wrong = imports.filter(({ from, to }) => to.startsWith('src/') && !allowed(from, to));
    expect(wrong).toEqual([]);
  });

  it('keeps one stage and one adapter from importing another', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [a, b] = [sibling(from), sibling(to)];
      return a !== null && b !== null && a !== b;
    });
    expect(wrong).toEqual([]);
  });

  it('gives each package one home', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (to.startsWith('src/') || to.startsWith('node:') || to.startsWith('prompts/')) return false;
      const name = to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : (to.split('/')[0] ?? to);
      return !homes[name]?.test(from);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps the inner places off files, clocks and the network', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!to.startsWith('node:')) return false;
      const rule = nodeModules.find(([place]) => place.test(from));
      return rule !== undefined && !rule[1].test(to);
    });
    expect(wrong).toEqual([]);
  });

  it('has no cycles', () => {
    expect(cycles()).toEqual([]);
  });

  it('reads process.env in src/config.ts only', () => {
    const wrong = files.filter((file) => file !== 'src/config.ts' && /process\.env/.test(read(file)));
    expect(wrong).toEqual([]);
  });

  it('keeps clocks out of domain, stages and actions', () => {
    const wrong = files.filter(
      (file) =>
        /^src\/(domain|stages|actions)\//.test(file) && /Date\.now\(\)|new Date\(\)|performance\.now/.test(code(file)),
    );
    expect(wrong).toEqual([]);
  });

  it('names files after what they hold, and keeps them short', () => {
    expect(files.filter((file) => file.split('/').some((part) => forbiddenNames.test(part)))).toEqual([]);
    const long = files.filter((file) => read(file).split('\n').length > 400);
    expect(long).toEqual([]);
  });
});

function allowed(from: string, to: string): boolean {
  if (home(from) === home(to)) return true;
  const rule = places.find(([place]) => place.test(from));
  return rule?.[1].test(to) ?? false;
}

/** A place may always import its own files: one stage, one adapter, or a whole folder of `src`. */
function home(file: string): string {
  return sibling(file) ?? file.split('/').slice(0, 2).join('/');
}

function sibling(file: string): string | null {
  const match = /^src\/(stages|adapters)\/([^/.]+)/.exec(file);
  return match ? `${match[1]}/${match[2]}` : null;
}

function cycles(): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

function importsOf(file: string): Import[] {
  const source = code(file);
  const specifiers = [...source.matchAll(/(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+['"]([^'"]+)['"]/g)]
    .concat([...source.matchAll(/(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g)])
    .concat([...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)])
    .map((match) => match[1] ?? '');
  return specifiers.map((to) => ({
    from: file,
    to: to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)) : to,
  }));
}

function code(file: string): string {
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/[^\n]*/g, '');
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) return walk(path);
    return /\.(ts|tsx)$/.test(name) ? [path] : [];
  });
}
