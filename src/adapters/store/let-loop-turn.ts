/**
 * How long queries of the embedded database may follow one another, in milliseconds: a reader's page takes about as long, and
 * going round the loop costs some microseconds.
 */
const atATime = 10;

let turnBegan = 0;
let isWatched = false;

/**
 * Lets timers and requests in once queries have kept the event loop for a while. The embedded database answers within the
 * process, so that a stage which asks it query after query would else keep everybody out until it is done.
 */
export async function letLoopTurn(): Promise<void> {
  if (!isWatched) {
    isWatched = true;
    turnBegan = performance.now();
    setImmediate(() => {
      isWatched = false;
    });
    return;
  }
  if (performance.now() - turnBegan >= atATime) await new Promise<void>((turned) => setImmediate(turned));
}
