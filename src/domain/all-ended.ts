/**
 * What all of them give, once every one has ended; rejects only then, with the error of the first that failed. For calls
 * that are paid: their replies must be kept before whoever asked gives up and asks again.
 */
export async function allEnded<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
