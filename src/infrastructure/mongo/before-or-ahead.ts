/** Clocks of two machines may differ by this much without anything being wrong. */
const LEEWAY_MS = 120_000;

/**
 * Moments before this one, and moments so far in the future that only a clock that ran ahead can have written them: what
 * such a process left behind would otherwise be found as much later as its clock was wrong.
 */
export function beforeOrAhead(field: string, moment: Date): { $or: Record<string, object>[] } {
  const ahead = new Date(Math.max(moment.getTime(), Date.now()) + LEEWAY_MS);
  return { $or: [{ [field]: { $lt: moment } }, { [field]: { $gt: ahead } }] };
}
