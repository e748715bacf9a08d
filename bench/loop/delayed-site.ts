import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VendorInput } from '../../src/actions/vendor-input.ts';
import { productFacts } from '../content/product-facts.ts';

const Manifest = z.object({ vendor: z.string(), slug: z.string(), layer: VendorInput.shape.layer });
const Told = z.object({ url: z.string() });

/** A documentation site that answers after so many milliseconds, from its folder of copied pages. */
export interface DelayedSite {
  input: VendorInput;
  host: string;
  stop: () => void;
}

/** Serves it by a process of its own on any free port, and asks for each page once: the first answer renders it. */
export async function serveDelayed(folder: string, latency: number): Promise<DelayedSite> {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8')));
  const facts = productFacts[manifest.slug];
  if (!facts) throw new Error(`bench/content/product-facts.ts says nothing of "${manifest.slug}": add its category.`);
  const program = join(folder, '../../tools/serve-vendor-docs.mjs');
  const child: ChildProcess = spawn(process.execPath, [program, folder, '--quiet', '--latency', String(latency)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((ready) => child.stdout?.once('data', (data) => ready(String(data))));
  const { url } = Told.parse(JSON.parse(line));
  const map = await (await fetch(`${url}sitemap.xml`)).text();
  for (const [, address] of map.matchAll(/<loc>([^<]+)<\/loc>/g)) {
    if (address) await (await fetch(address)).arrayBuffer();
  }
  const { slug, vendor: name, layer } = manifest;
  return { input: { url, name, slug, layer, ...facts }, host: new URL(url).host, stop: () => void child.kill() };
}
