import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingNames } from '../src/config.ts';
import { guarantees } from '../src/web/public/guarantees.ts';
import { longTests } from './long-tests.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const workers = readdirSync(join(root, 'workers')).map((file) => file.replace('.ts', ''));

interface Service {
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  healthcheck?: { test: string[] };
  ports?: string[];
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: object;
};

describe('The settings', () => {
  it('are all in .env.example with a line that explains them', () => {
    const lines = read('.env.example').split('\n');
    const missing = settingNames.filter((name) => {
      const at = lines.findIndex((line) => line.startsWith(`#${name}=`));
      return at < 1 || !lines.slice(Math.max(0, at - 3), at).some((line) => /^# \S/.test(line));
    });
    expect(missing).toEqual([]);
  });

  it('in .env.example all exist', () => {
    const named = [...read('.env.example').matchAll(/^#([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named.filter((name) => !settingNames.includes(name ?? ''))).toEqual([]);
  });

  it('in docker-compose.yml all exist', () => {
    const given = Object.entries(compose.services)
      .filter(([name]) => name !== 'postgres' && name !== 'redis')
      .flatMap(([, service]) => Object.keys(service.environment ?? {}));
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((name) => !settingNames.includes(name))).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  it('starts every worker there is, and no other', () => {
    const started = Object.values(compose.services).flatMap((service) => service.command ?? []);
    const files = started.filter((part) => part.startsWith('workers/')).map((part) => part.slice(8).replace('.ts', ''));
    expect(files.toSorted()).toEqual(workers.toSorted());
  });

  it('runs the web process, published on loopback only', () => {
    expect(compose.services.web?.command?.at(-1)).toBe('src/web/main.ts');
    expect(compose.services.web?.ports).toEqual(['127.0.0.1:4870:4870']);
  });

  it('gives each process PostgreSQL and Redis, and waits until both answer', () => {
    for (const name of ['web', ...workers]) {
      const service = compose.services[name];
      expect(Object.keys(service?.environment ?? {})).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL']));
      expect(service?.depends_on).toEqual({
        postgres: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
      });
    }
  });

  it('keeps what Redis accepted: append-only file, no eviction, a volume', () => {
    const redis = compose.services.redis;
    expect(redis?.command?.join(' ')).toContain('--appendonly yes');
    expect(redis?.command?.join(' ')).toContain('--maxmemory-policy noeviction');
    expect(redis?.volumes).toEqual(['redis:/data']);
    expect(Object.keys(compose.volumes)).toEqual(['postgres', 'redis', 'checkpoints']);
  });
});

describe('The Dockerfile', () => {
  it('copies every folder that the processes need', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (\S+) /gm)].map((match) => match[1]);
    expect(copied).toEqual(expect.arrayContaining(['bin', 'src', 'workers', 'prompts', 'fixtures']));
  });
});

describe('The README', () => {
  it('names every command of the command line', () => {
    const declared = readdirSync(join(root, 'src/cli'))
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => [...read(`src/cli/${file}`).matchAll(/program\s*\.command\('([a-z-]+)'\)/g)])
      .map((match) => match[1] ?? '');
    expect(declared.length).toBeGreaterThan(8);
    expect(declared.filter((command) => !new RegExp(`\\b${command}\\b`).test(read('README.md')))).toEqual([]);
  });

  it('links to files that exist', () => {
    for (const page of ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'bench/README.md']) {
      const folder = join(page, '..');
      const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? '');
      for (const link of links) expect(() => read(join(folder, link)), `${page} -> ${link}`).not.toThrow();
    }
  });
});

describe('The test commands that readers are told', () => {
  const pages = [
    ...['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'bench/README.md'],
    ...readdirSync(join(root, 'docs')).flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
  ];
  const told = [
    ...pages.flatMap((page) =>
      [...read(page).matchAll(/`([^`]*vitest run[^`]*)`/g)].map(([, command]) => command ?? ''),
    ),
    ...guarantees.map(({ command }) => command).filter((command) => command.includes('vitest run')),
  ];
  const isLong = (path: string): boolean =>
    ['test/e2e', 'test/crash', ...longTests].some((long) => path.startsWith(long.split('/*')[0] ?? long));

  it.each(told)('find their tests: %s', (command) => {
    const paths = command.match(/test\/\S+/g) ?? [];
    expect(paths).not.toEqual([]);
    for (const path of paths) {
      expect(existsSync(join(root, path)), path).toBe(true);
      expect(command.includes('--config vitest.e2e.config.ts'), `${path} in: ${command}`).toBe(isLong(path));
    }
  });
});

describe('The package lock', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string>; link?: boolean }>;
  };

  it('holds no download addresses', () => {
    const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
    expect(resolved).toEqual([]);
  });

  it('has an entry for every optional dependency, so that npm ci works on every platform', () => {
    const names = Object.keys(lock.packages);
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter(
          (name) => !names.some((known) => known === `node_modules/${name}` || known.endsWith(`/node_modules/${name}`)),
        )
        .map((name) => `${path} -> ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
