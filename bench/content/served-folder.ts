import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VendorInput } from '../../src/actions/vendor-input.ts';
import { productFacts } from './product-facts.ts';

/** What a folder of copied documentation says of its product, in MANIFEST.json. */
const Manifest = z.object({
  vendor: z.string(),
  slug: z.string(),
  homepage: z.string(),
  layer: VendorInput.shape.layer,
  licence: z.object({ spdx: z.string() }),
});

/** A documentation site that is being served from a folder, and its end. */
export interface ServedFolder {
  /** What is said of the product, with the address that its documentation is served at. */
  input: VendorInput;
  /** `host:port`, which the crawler must be allowed to reach. */
  host: string;
  stop: () => Promise<void>;
}

/** The folders below one that hold a MANIFEST.json, by name. */
export function documentationFolders(docs: string): string[] {
  return readdirSync(docs)
    .map((name) => join(docs, name))
    .filter((folder) => existsSync(join(folder, 'MANIFEST.json')))
    .sort();
}

/**
 * Serves a folder on a loopback port by a program that takes a folder and `--port`, and prints its address. The port is
 * named so that the addresses in the citations can be opened again later by serving the folder there; 0 is any that is free.
 */
export async function serveFolder(
  folder: string,
  { program, port }: { program: string; port: number },
): Promise<ServedFolder> {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8')));
  const facts = productFacts[manifest.slug];
  if (!facts) throw new Error(`bench/content/product-facts.ts says nothing of "${manifest.slug}": add its category.`);
  const child = spawn(process.execPath, [program, folder, '--quiet', '--port', String(port)], {
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
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`${program} ended with ${code}: is port ${port} in use?`)));
  });
  return {
    host,
    input: {
      url: `http://${host}/`,
      name: manifest.vendor,
      slug: manifest.slug,
      layer: manifest.layer,
      homepage: manifest.homepage,
      licence: manifest.licence.spdx,
      ...facts,
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
