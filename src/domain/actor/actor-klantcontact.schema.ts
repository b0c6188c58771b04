import { z } from 'zod';

/** Koppeling van een actor aan een klantcontact (VNG B0399). */
export const actorKlantcontactSchema = z.strictObject({
  uuid: z.uuid(),
  actor: z.uuid(),
  klantcontact: z.uuid(),
});
export type ActorKlantcontact = z.infer<typeof actorKlantcontactSchema>;
