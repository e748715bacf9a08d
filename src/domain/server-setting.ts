import { z } from 'zod';

/** Where the value of a setting comes from. */
export const SettingSource = z.enum(['environment', '.env', 'command', 'default']);
export type SettingSource = z.infer<typeof SettingSource>;

/** A setting of a running process as it may be shown: a secret's value is `set` or `not set`. */
export const ServerSetting = z.strictObject({ name: z.string(), value: z.string(), from: SettingSource });
export type ServerSetting = z.infer<typeof ServerSetting>;

/** What is said of a setting: its value, an address without what signs in to it, or only whether it is set. */
type Shown = 'value' | 'address' | 'secret';

/** Settings of the server with what holds where they are not set; those of the command line alone are left out. */
const shown: readonly [name: string, shown: Shown, unset: string][] = [
  ['ASSAY_DATA', 'value', '.assay'],
  ['ASSAY_PORT', 'value', '4870'],
  ['ASSAY_BASE_URL', 'address', 'http://127.0.0.1 and the port'],
  ['DATABASE_URL', 'address', 'not set: the embedded database'],
  ['REDIS_URL', 'address', 'not set: the queue lives in the database'],
  ['ASSAY_TRUSTED_PROXIES', 'value', 'those on this machine'],
  ['ASSAY_CONTACT', 'value', 'not set'],
  ['ASSAY_ALLOW_HOSTS', 'value', 'none'],
  ['OPENAI_API_KEY', 'secret', 'not set'],
  ['OPENAI_BASE_URL', 'address', 'not set'],
  ['ASSAY_MODEL', 'value', 'not set'],
  ['ASSAY_MODEL_KEY', 'secret', 'not set'],
  ['ASSAY_BUDGET_CALL_USD', 'value', 'none'],
  ['ASSAY_BUDGET_RUN_USD', 'value', '5'],
  ['ASSAY_BUDGET_DAY_USD', 'value', '25'],
  ['ASSAY_BUDGET_TOTAL_USD', 'value', 'none'],
  ['ASSAY_BUDGET_RUN_TOKENS', 'value', 'none'],
  ['ASSAY_FOUR_EYES', 'value', '0'],
  ['ASSAY_LOG_LEVEL', 'value', 'info'],
  ['NODE_ENV', 'value', 'not set'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'address', 'not set'],
];

/** Every setting of the server as it may be shown. `given` holds what is set; `sourceOf` says who set it. */
export function shownSettings(
  given: Readonly<Record<string, string | undefined>>,
  sourceOf: (name: string) => SettingSource,
): ServerSetting[] {
  return shown.map(([name, how, unset]) => {
    const value = given[name];
    if (value === undefined) return { name, value: unset, from: 'default' };
    return { name, value: valueShown(value, how), from: sourceOf(name) };
  });
}

function valueShown(value: string, how: Shown): string {
  if (how === 'secret') return 'set';
  return how === 'address' ? withoutCredentials(value) : value;
}

/** An address without user, password, query and fragment: any of them can hold a secret. */
function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return 'set';
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

/** Of one process: two of one machine may differ in them and work alike. */
const ownPlace: ReadonlySet<string> = new Set([
  'ASSAY_DATA',
  'ASSAY_PORT',
  'ASSAY_BASE_URL',
  'ASSAY_TRUSTED_PROXIES',
  'ASSAY_LOG_LEVEL',
  'NODE_ENV',
]);

/** Settings that decide about results and differ between two processes. */
export function differingSettings(
  one: readonly ServerSetting[],
  other: readonly ServerSetting[],
): { name: string; one: string; other: string }[] {
  return one.flatMap(({ name, value }) => {
    const there = other.find((setting) => setting.name === name)?.value ?? 'not known';
    return there === value || ownPlace.has(name) ? [] : [{ name, one: value, other: there }];
  });
}
