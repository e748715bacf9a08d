// The gate: types, lint, dead code, then every test, each step even when one before it failed. With `--ci` also the
// end-to-end and fault tests, and a closing line of counts. Exits 1 when anything failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ci = process.argv.includes('--ci');
const folder = mkdtempSync(join(tmpdir(), 'assay-gate-'));
const count = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

step('types', ['tsc', '--noEmit']);
step('lint', ['biome', 'ci', '.']);
step('dead code', ['knip', '--no-progress']);
tests('tests', ['vitest', 'run']);
if (ci) tests('end-to-end and fault tests', ['vitest', 'run', '--config', 'vitest.e2e.config.ts']);

for (const service of skippedServices()) console.log(`Skipped what needs ${service}: it is not installed here.`);
if (failures.length > 0) console.log(`Failed: ${failures.join(', ')}`);
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed > 0 ? 1 : 0;

function step(name, command) {
  const ok = run(name, command);
  if (ok) count.passed += 1;
  else fail(name);
}

function tests(name, command) {
  const report = join(folder, `${name.replaceAll(' ', '-')}.json`);
  const ok = run(name, [...command, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  if (!existsSync(report)) {
    fail(name);
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  count.passed += result.numPassedTests;
  count.failed += result.numFailedTests;
  count.skipped += result.numPendingTests + (result.numTodoTests ?? 0);
  if (result.numFailedTests > 0) failures.push(name);
  // A suite that breaks outside its tests (an import, a hook) fails the run without a failed test.
  else if (!ok) fail(name);
}

function run(name, [program, ...args]) {
  console.log(`\n== ${name}`);
  const bin = join('node_modules', '.bin', program);
  const { status } = spawnSync(process.execPath, [bin, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  return status === 0;
}

function fail(name) {
  count.failed += 1;
  failures.push(name);
}

function skippedServices() {
  const has = (paths) => paths.some((path) => existsSync(path));
  const services = [];
  if (
    !process.env.ASSAY_TEST_DATABASE_URL &&
    !has(['/usr/lib/postgresql', '/usr/local/bin/postgres', '/usr/bin/postgres'])
  )
    services.push('PostgreSQL');
  if (!has(['/usr/bin/redis-server', '/usr/local/bin/redis-server'])) services.push('Redis');
  if (!has(['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'])) services.push('Chromium');
  if (!existsSync(join('..', 'shared', 'vendor-docs'))) services.push('the real vendor documentation');
  return services;
}
