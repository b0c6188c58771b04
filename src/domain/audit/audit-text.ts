import type { AuditEntry } from './audit-entry.schema.ts';

/**
 * An entry as one text in which every field has its fixed place: what is hashed to prove that it never changed. A
 * change of this form would break every seal that stands.
 */
export function toAuditText({ uuid, op, door, handeling, objecten, via, adres }: AuditEntry): string {
  return JSON.stringify([
    uuid,
    op.toISOString(),
    door,
    handeling,
    objecten.map((object) => [object.soort, object.uuid]),
    // Entries from before these two existed keep the text that they were sealed with.
    ...(via === undefined && adres === undefined ? [] : [via ?? null, adres ?? null]),
  ]);
}
