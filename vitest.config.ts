import { defineConfig } from 'vitest/config';
import { longTests } from './test/long-tests.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/crash/**', ...longTests],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Forks, because PGlite and worker threads do not share a process well; two, because the machines have two cores.
    pool: 'forks',
    maxWorkers: 2,
    env: { TZ: 'UTC' },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
});
