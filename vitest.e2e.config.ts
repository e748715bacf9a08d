import { defineConfig } from 'vitest/config';
import { longTests } from './test/long-tests.ts';

/** End-to-end, fault and long tests: real processes, real Chromium, one file after the other on a machine of two cores. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts', 'test/crash/**/*.test.ts', ...longTests],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    env: { TZ: 'UTC' },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
});
