import { drawnPages } from '../copied-address.ts';

/** The folder of the copy, wherever it stands: this script lies one below it. */
const root = new URL('..', import.meta.url);

/** A file of the copy, as JSON. Throws where it cannot be had. */
export async function copiedJson<T>(file: string): Promise<T> {
  return JSON.parse(await copiedText(file)) as T;
}

/** A file of the copy, as text. Throws where it cannot be had. */
export async function copiedText(file: string): Promise<string> {
  const reply = await fetch(new URL(file, root));
  if (!reply.ok) throw new Error(`${file} was answered with ${reply.status}`);
  return reply.text();
}

/** Which of the pages that are drawn an address means; null for another. */
export function drawnPageAt(address: string): (typeof drawnPages)[number] | null {
  const { pathname } = new URL(address);
  if (!pathname.startsWith(root.pathname)) return null;
  const path = `/${pathname.slice(root.pathname.length)}`.replace(/(?:index\.html)?$/, '').replace(/(.)\/$/, '$1');
  return drawnPages.find((page) => page === path) ?? null;
}
