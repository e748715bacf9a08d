/** Tells a long loop when to let the rest of the process run. */
export interface Pace {
  /** Counts characters worked on; true once it is time to rest. */
  due(characters: number): boolean;
  /** Lets timers, requests and renewals of leases run; throws where the run was stopped meanwhile. */
  rest(): Promise<void>;
}

/** What any step costs, however short its text. */
const leastCost = 40;

/** A pace for one run of a stage: a rest every so many characters. It counts work, because a stage has no clock. */
export function startPace(signal: AbortSignal, charactersAtATime: number): Pace {
  let done = 0;
  return {
    due(characters) {
      done += Math.max(leastCost, characters);
      return done >= charactersAtATime;
    },
    async rest() {
      done = 0;
      signal.throwIfAborted();
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
  };
}
