import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Bijlage } from '#domain/bijlage/bijlage.schema.ts';
import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';

/** A bijlage is a resource of its own: the klantcontact it belongs to stays as it is. */
export interface BijlageStore {
  /** Adds a document to a registered klantcontact, the informatieobject first; repeating changes nothing. */
  add(informatieobject: Informatieobject, bijlage: Bijlage, audit: AuditEntry): Promise<void>;
}
