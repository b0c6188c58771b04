/** What may not be; the five of the last line. */
export const FAULTS = ['lost', 'doubled', 'stuck', 'half', 'dangling'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Finding {
  readonly fault: Fault;
  /** What exactly, with the id to look it up by. */
  readonly what: string;
}

export const finding = (fault: Fault, what: string): Finding => ({ fault, what });
