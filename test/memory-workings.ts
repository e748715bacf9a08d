import type { Tools } from '../src/ports.ts';

/** Workings as a store keeps them, in memory: what comes out is a copy, by way of JSON, of what went in. */
export function memoryWorkings(version = 'test'): NonNullable<Tools['workings']> & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    version,
    all,
    async read(slug, part, keys) {
      const found = new Map<string, unknown>();
      for (const key of keys) {
        const json = all.get(`${slug} ${part} ${key}`);
        if (json !== undefined) found.set(key, JSON.parse(json));
      }
      return found;
    },
    async keep(slug, part, { keys, fresh }) {
      const named = new Set(keys.map((key) => `${slug} ${part} ${key}`));
      for (const name of all.keys()) {
        if (name.startsWith(`${slug} ${part} `) && !named.has(name)) all.delete(name);
      }
      for (const [key, value] of fresh) all.set(`${slug} ${part} ${key}`, JSON.stringify(value));
    },
  };
}
