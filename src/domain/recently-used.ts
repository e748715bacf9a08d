/** What was used last, by key, up to a bound in size. */
export interface RecentlyUsed<T> {
  get(key: string): T | undefined;
  /** Keeps a value of a size, in the unit of the bound, and lets go of what was unused longest. Larger than the bound is not kept. */
  set(key: string, value: T, size: number): void;
  drop(key: string): void;
}

/**
 * Remembers values that never change under their key, such as what a digest names. Whoever gets one shares it with others
 * and must not change it.
 */
export function recentlyUsed<T>(bound: number): RecentlyUsed<T> {
  const kept = new Map<string, { value: T; size: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      // A map keeps the order of insertion: what is put back last is dropped last.
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set(key, value, size) {
      drop(key);
      if (size > bound) return;
      kept.set(key, { value, size });
      total += size;
      for (const oldest of kept.keys()) {
        if (total <= bound) return;
        drop(oldest);
      }
    },
    drop,
  };
}
