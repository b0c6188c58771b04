/** Codes, ids and counts; never a name, an address or a text of a message. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  debug(facts: LogFacts, event: string): void;
  info(facts: LogFacts, event: string): void;
  warn(facts: LogFacts, event: string): void;
  error(facts: LogFacts & { err?: never }, event: string, cause?: unknown): void;
}
