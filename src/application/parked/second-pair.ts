/** Undefined when this person may confirm what the other proposed. The same account on the command line is the same person. */
export function secondPair(proposedBy: string, door: string) {
  const bare = (name: string) => name.replace(/^opdrachtregel:/, '');
  return bare(proposedBy) === bare(door) ? ({ kind: 'needs-another', door: proposedBy } as const) : undefined;
}
