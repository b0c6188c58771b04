/**
 * Whether this is a person whom somebody proved: an account. What the command line calls by the account of its machine may
 * be anybody, also whoever proposed it on a screen.
 */
export const isPerson = (door: string) => !door.startsWith('opdrachtregel:');

/** Undefined when this person may confirm what the other proposed, whichever road either of them took. */
export function secondPair(proposedBy: string, door: string) {
  return proposedBy === door || !isPerson(door) ? ({ kind: 'needs-another', door: proposedBy } as const) : undefined;
}
