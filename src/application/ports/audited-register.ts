/** What the register holds that the log must know of. Throws transient Failures. */
export interface AuditedRegister {
  /** Uuid of every klantcontact, some thousands at a time. */
  klantcontacten(): AsyncIterable<readonly string[]>;
  /** When these took place, of those that are still there. */
  momentsOf(uuids: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  /** Whether this report of destruction, by periods of the configuration, is kept. */
  hasVerklaring(uuid: string): Promise<boolean>;
}
