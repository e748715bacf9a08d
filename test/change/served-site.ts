import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');
const serve = join(shared, 'tools', 'serve-vendor-docs.mjs');

/** What a vendor's folder says about itself. */
export interface RealVendor {
  folder: string;
  name: string;
  slug: string;
  layer: string;
  /** Its pages, as paths below the documentation's folder; files that pages include are none. */
  pages: string[];
  /** The path in its address, by page. */
  addresses: ReadonlyMap<string, string>;
}

/** Whether the real documentation and its server are on this machine. */
export const hasRealDocs = existsSync(serve);

/** The folder of one of the real vendors. */
export function realVendor(slug: string): RealVendor {
  const folder = join(shared, 'vendor-docs', slug);
  const manifest = JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8'));
  const files: { path: string; kind: string; url?: string }[] = manifest.files;
  const served = files.filter(({ kind }) => kind === 'page');
  const addresses = new Map(served.map(({ path, url }) => [path.replace(/^docs\//, ''), url ?? '']));
  const { vendor: name, slug: own, layer } = manifest;
  return { folder, name, slug: own, layer, pages: [...addresses.keys()], addresses };
}

/** A site that is being served, and its end. */
export interface ServedSite {
  host: string;
  stop: () => Promise<void>;
}

/** Serves a vendor's folder on a loopback port with the options of the server. */
export async function serveSite(folder: string, port: number, options: readonly string[] = []): Promise<ServedSite> {
  const child = spawn(process.execPath, [serve, folder, '--quiet', '--port', String(port), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const host = await new Promise<string>((ready, failed) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found) ready(found);
    });
    child.once('exit', (code) => failed(new Error(`the site ended with ${code}`)));
  });
  return {
    host,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
