/** Counts by kind of document. */
export type Tellingen = Readonly<Record<string, number>>;

/**
 * Verklaring van vernietiging: what was destroyed, by which rule, when and by whom. Counts only: it is kept for good, so
 * it holds nothing of anybody.
 */
export interface Verklaring {
  readonly uuid: string;
  readonly soort: 'bewaartermijn' | 'avg-verzoek';
  readonly begonnenOp: Date;
  /** Absent when the run was broken off; the next one finishes it. */
  readonly klaarOp?: Date;
  readonly door: string;
  readonly reden?: string;
  readonly regels: readonly { readonly naam: string; readonly dagen: number; readonly voor: Date }[];
  /** By name of the rule. */
  readonly tellingen: Readonly<Record<string, Tellingen>>;
}

export function addTellingen(some: Tellingen, more: Tellingen): Tellingen {
  const names = new Set([...Object.keys(some), ...Object.keys(more)]);
  return Object.fromEntries([...names].map((name) => [name, (some[name] ?? 0) + (more[name] ?? 0)]));
}
