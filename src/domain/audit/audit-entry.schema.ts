import { z } from 'zod';

/** Wie wat wanneer in het register veranderde; staat buiten het klantcontact (acceptance statement 71). */
export const auditEntrySchema = z.strictObject({
  uuid: z.uuid(),
  op: z.date(),
  /** Naam van de automaat, gebruikersnaam van de medewerker of naam van het token. */
  door: z.string().min(1).max(200),
  handeling: z.string().min(1).max(80),
  /** Waarlangs `door` handelde, als dat geen scherm was: naam van het token, of `opdrachtregel`. */
  via: z.string().min(1).max(200).optional(),
  /** Netwerkadres, bij in- en uitloggen en bij weigeringen. */
  adres: z.string().min(1).max(100).optional(),
  objecten: z.array(z.strictObject({ soort: z.string().min(1), uuid: z.uuid() })),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
