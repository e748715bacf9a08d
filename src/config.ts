import { resolve } from 'node:path';
import { z } from 'zod';
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
  /** In the crawler's user agent; null where none is set. */
  contact: string | null;
  model: { key: string | null; baseUrl: string | null; name: string } | null;
  fourEyes: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** For the command line against a running server. */
  serverUrl: string | null;
  token: string | null;
  noColour: boolean;
  /** Where the package's own files stand: prompts, migrations, fixtures. */
  packageRoot: string;
}

const Settings = z.object({
  ASSAY_DATA: z.string().default('.assay'),
  ASSAY_PORT: z.coerce.number().int().min(0).max(65535).default(4870),
  ASSAY_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  ASSAY_ALLOW_HOSTS: z.string().default(''),
  ASSAY_CONTACT: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASSAY_MODEL: z.string().optional(),
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
  return configFrom({ ...process.env, ...flags });
}

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
export function configFrom(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UsageError(`Setting ${issue?.path.join('.')}: ${issue?.message}. See .env.example for what it may hold.`);
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
    model: set.ASSAY_MODEL
      ? { key: set.OPENAI_API_KEY ?? null, baseUrl: set.OPENAI_BASE_URL ?? null, name: set.ASSAY_MODEL }
      : null,
    fourEyes: set.ASSAY_FOUR_EYES === '1',
    logLevel: set.ASSAY_LOG_LEVEL,
    serverUrl: set.ASSAY_URL ?? null,
    token: set.ASSAY_TOKEN ?? null,
    noColour: set.NO_COLOR !== undefined,
    packageRoot,
  };
}
