/** Who waits for a host within one crawl: at most so many are in, the others follow in the order they came. */
export interface HostLine {
  enter(): Promise<void>;
  leave(): void;
}

export function hostLine(atOnce: number): HostLine {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return {
    enter() {
      if (inside < atOnce) {
        inside += 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    },
  };
}
