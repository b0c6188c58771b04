/** Does the work of each, so many at once; they begin in order. What is thrown ends it: the work catches what is its own. */
export async function inParallel<T>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const hands = Array.from({ length: Math.min(most, items.length) }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(hands);
}
