import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { fieldFaults } from './domain/issue-words.ts';
import { modelProviders, splitModelName } from './domain/model-provider.ts';
import { type ServerSetting, type SettingSource, shownSettings } from './domain/server-setting.ts';
import type { SpendingCaps } from './domain/spending.ts';
import { UsageError } from './errors.ts';
import { packageRoot } from './package-root.ts';

/** Every setting of the process, validated. Read once, in `readConfig`; adapters receive what they need as arguments. */
export interface Config {
  dataFolder: string;
  port: number;
  /** The address people use, without a trailing slash. */
  baseUrl: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  /** `host:port` pairs of private addresses that the crawler may reach. */
  allowHosts: string[];
  /** Proxies whose `X-Forwarded-For` is believed, as addresses and networks, or how many stand in a row. */
  trustedProxies: number | readonly string[];
  /** In the crawler's user agent; null where none is set. */
  contact: string | null;
  /** Null where the offline analyst drafts. */
  model: { key: string | null; baseUrl: string | null; name: string } | null;
  /** What models may spend. */
  caps: SpendingCaps;
  /** Where traces of calls to a model are sent; null for nowhere. */
  tracesTo: string | null;
  fourEyes: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** For the command line against a running server. */
  serverUrl: string | null;
  token: string | null;
  noColour: boolean;
  /** The settings of a server as they may be shown, with where each comes from. */
  shown: ServerSetting[];
  /** Where the package's own files stand: prompts, migrations, fixtures. */
  packageRoot: string;
}

/**
 * Asked for where a key is set and no model: it writes no hidden reasoning, which would cost what nobody sees and can use
 * up a reply's whole length.
 */
const defaultModel = 'gpt-4.1-mini';

/** A cap in dollars; `none` lifts one that stands unless it is set. */
const Dollars = z
  .string()
  .regex(/^(none|\d+(\.\d+)?)$/, 'must be an amount in US dollars above 0, such as 2.50, or none')
  .refine((text) => text === 'none' || Number(text) > 0, 'must be above 0; leave the model out instead')
  .transform((text) => (text === 'none' ? null : Number(text)));

/** More proxies in a row than this nobody has: a larger number is an address that was cut short. */
const mostProxies = 8;

/** A number of proxies, or addresses and networks. */
const Proxies = z
  .string()
  .transform((text) => {
    const list = text.split(',').map((each) => each.trim());
    return /^\d$/.test(text.trim()) ? Number(text) : list.filter(Boolean);
  })
  .refine((proxies) => (typeof proxies === 'number' ? proxies <= mostProxies : proxies.every(isNetwork)), {
    error: `must be addresses or networks such as 10.0.0.0/8, comma separated, or how many proxies stand in a row, 0 to ${mostProxies}`,
  });

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (more.length > 0 || most < 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
}

/** Goes into a header, which a placeholder or a quotation mark of a text program would break: told now, and not repeated. */
const Key = z
  .string()
  .trim()
  .regex(/^[!-~]+$/, 'holds characters that no key has, such as spaces or …: copy it again');

const portWords = 'must be a whole number from 0 to 65535';

const Settings = z.object({
  ASSAY_DATA: z.string().default('.assay'),
  ASSAY_PORT: z.coerce.number(portWords).int(portWords).min(0, portWords).max(65535, portWords).default(4870),
  ASSAY_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  ASSAY_ALLOW_HOSTS: z.string().default(''),
  ASSAY_CONTACT: z.string().optional(),
  ASSAY_TRUSTED_PROXIES: Proxies.default(['127.0.0.0/8', '::1']),
  OPENAI_API_KEY: Key.optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASSAY_MODEL: z.string().optional(),
  ASSAY_MODEL_KEY: Key.optional(),
  ASSAY_BUDGET_CALL_USD: Dollars.default(null),
  ASSAY_BUDGET_RUN_USD: Dollars.default(5),
  ASSAY_BUDGET_DAY_USD: Dollars.default(25),
  ASSAY_BUDGET_TOTAL_USD: Dollars.default(null),
  ASSAY_BUDGET_RUN_TOKENS: z.coerce.number().int().positive().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  ASSAY_FOUR_EYES: z.enum(['0', '1']).default('0'),
  ASSAY_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ASSAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASSAY_TOKEN: z.string().optional(),
  NO_COLOR: z.string().optional(),
  NODE_ENV: z.string().optional(),
});

/** The names of every setting, for the test that keeps `.env.example` complete. */
export const settingNames: readonly string[] = Object.keys(Settings.shape);

/**
 * Reads the settings from the environment and a `.env` file of the working directory; the environment wins over the
 * file, flags of a command over both. Throws `UsageError` naming the setting.
 */
export function readConfig(flags: Record<string, string | undefined> = {}): Config {
  loadEnvironmentFile();
  return configFrom({ ...process.env, ...flags }, (name) => {
    if (flags[name] !== undefined) return 'command';
    return inEnvironment.has(name) ? 'environment' : '.env';
  });
}

/** What was set before any file was read: the file's settings stand beside them from then on. */
const inEnvironment: ReadonlySet<string> = new Set(Object.keys(process.env));

/** Adds what a `.env` file of the working directory says and the environment does not. */
function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new UsageError(`The file .env cannot be read: ${error instanceof Error ? error.message : String(error)}`, 1);
  }
}

/** The same from any object. An empty value counts as not set. */
export function configFrom(
  environment: Record<string, string | undefined>,
  sourceOf: (name: string) => SettingSource = () => 'environment',
): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const { path, message } = fieldFaults(parsed.error)[0] ?? { path: '', message: parsed.error.message };
    // Only what was typed into this very command is said again: a setting may hold a secret.
    if (sourceOf(path) === 'command') throw new UsageError(`${flagOf(path)} ${message}, not "${given[path]}".`);
    throw new UsageError(`Setting ${path}: ${message}. See .env.example for what it may hold.`);
  }
  const set = parsed.data;
  if (set.REDIS_URL && !set.DATABASE_URL) {
    throw new UsageError(
      'REDIS_URL is set without DATABASE_URL. The embedded database belongs to one process and cannot be shared with ' +
        'workers on Redis: set DATABASE_URL to a PostgreSQL, or remove REDIS_URL.',
    );
  }
  const allowHosts = set.ASSAY_ALLOW_HOSTS.split(',')
    .map((host) => host.trim())
    .filter(Boolean);
  if (allowHosts.length > 0 && set.NODE_ENV === 'production') {
    throw new UsageError(
      'ASSAY_ALLOW_HOSTS lets the crawler reach private addresses and is refused when NODE_ENV=production. Remove one of the two.',
    );
  }
  return {
    dataFolder: resolve(set.ASSAY_DATA),
    port: set.ASSAY_PORT,
    baseUrl: (set.ASSAY_BASE_URL ?? `http://127.0.0.1:${set.ASSAY_PORT}`).replace(/\/+$/, ''),
    databaseUrl: set.DATABASE_URL ?? null,
    redisUrl: set.REDIS_URL ?? null,
    allowHosts,
    contact: set.ASSAY_CONTACT ?? null,
    trustedProxies: set.ASSAY_TRUSTED_PROXIES,
    model: modelOf(set, given),
    caps: {
      callUsd: set.ASSAY_BUDGET_CALL_USD,
      runUsd: set.ASSAY_BUDGET_RUN_USD,
      dayUsd: set.ASSAY_BUDGET_DAY_USD,
      totalUsd: set.ASSAY_BUDGET_TOTAL_USD,
      runTokens: set.ASSAY_BUDGET_RUN_TOKENS ?? null,
    },
    tracesTo: set.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    fourEyes: set.ASSAY_FOUR_EYES === '1',
    logLevel: set.ASSAY_LOG_LEVEL,
    serverUrl: set.ASSAY_URL ?? null,
    token: set.ASSAY_TOKEN ?? null,
    noColour: set.NO_COLOR !== undefined,
    shown: shownSettings(given, sourceOf),
    packageRoot,
  };
}

/** The flag of a command that stands for a setting: --port for ASSAY_PORT. */
function flagOf(setting: string): string {
  return `--${setting.replace('ASSAY_', '').toLowerCase().replaceAll('_', '-')}`;
}

/** The model that is named, or the usual one where there is a key. Throws `UsageError` for a name or key without the other. */
function modelOf(set: z.infer<typeof Settings>, given: Readonly<Record<string, string | undefined>>): Config['model'] {
  const baseUrl = set.OPENAI_BASE_URL ?? null;
  if (!set.ASSAY_MODEL) {
    if (set.ASSAY_MODEL_KEY) {
      throw new UsageError(
        'ASSAY_MODEL_KEY is set without ASSAY_MODEL: name the model, such as anthropic:claude-sonnet-4-5.',
      );
    }
    return set.OPENAI_API_KEY ? { key: set.OPENAI_API_KEY, baseUrl, name: defaultModel } : null;
  }
  const name = set.ASSAY_MODEL;
  const split = splitModelName(name);
  if (split) {
    if (split.model === '')
      throw new UsageError(`ASSAY_MODEL is ${name}: the model’s name is missing behind the colon.`);
    const variable = modelProviders[split.provider]?.keyVariable ?? null;
    const key = set.ASSAY_MODEL_KEY ?? (variable ? keyIn(variable, given) : null);
    if (key === null && variable !== null) {
      throw new UsageError(`ASSAY_MODEL is ${name} and there is no key for it: set ASSAY_MODEL_KEY or ${variable}.`);
    }
    // LangChain's class for OpenAI goes to this address too: where text is sent must be told.
    return { key, baseUrl: split.provider === 'openai' ? baseUrl : null, name };
  }
  // Ours first: a key of OpenAI that is set for other programs must not go to a server that has a key of its own.
  const key = set.ASSAY_MODEL_KEY ?? set.OPENAI_API_KEY ?? null;
  if (key === null && baseUrl === null) {
    throw new UsageError(
      `ASSAY_MODEL is ${name} and there is neither a key nor an address for it: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.`,
    );
  }
  return { key, baseUrl, name };
}

/** The key in a provider's own variable; null where it is not set. Throws `UsageError` for what can be none. */
function keyIn(variable: string, given: Readonly<Record<string, string | undefined>>): string | null {
  const read = Key.optional().safeParse(given[variable]);
  if (read.success) return read.data ?? null;
  throw new UsageError(`Setting ${variable}: ${fieldFaults(read.error)[0]?.message}.`);
}
