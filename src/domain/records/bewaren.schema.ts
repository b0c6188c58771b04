import { z } from 'zod';
import { KANALEN, type KanaalSleutel } from '../inbound-message/channel-name.ts';

/** Absent is kept: nothing is ever destroyed without a period that somebody wrote down. */
const dagen = z.int().min(1).max(36_500).optional();

const perKanaalSchema = z.strictObject({
  /** A klantcontact with everything of it, counted from the contact; never with an open task or in a zaak. */
  klantcontactenDagen: dagen,
  /** Only what came in and its documents; the klantcontact stays. */
  origineelDagen: dagen,
  /** Messages that were deliberately not registered, counted from their acceptance. */
  apartDagen: dagen,
  /** Unreadable messages that a person laid aside; parked ones that nobody handled are never destroyed. */
  geparkeerdDagen: dagen,
});

/** How long records are kept, in days, by way in and by kind. */
export const bewarenSchema = z
  .strictObject({
    ...(Object.fromEntries(KANALEN.map((kanaal) => [kanaal, perKanaalSchema.optional()])) as Record<
      KanaalSleutel,
      z.ZodOptional<typeof perKanaalSchema>
    >),
    /** Deliveries of Meta's webhook as they came in. */
    leveringenDagen: dagen,
    /** Delivery states of messages that we sent over WhatsApp. */
    bezorgstatusDagen: dagen,
    /** Notices to units that have left. */
    meldingenDagen: dagen,
    /** The audit log, in whole blocks; the chain itself stays. */
    auditDagen: dagen,
  })
  .prefault({});
export type Bewaren = z.infer<typeof bewarenSchema>;
