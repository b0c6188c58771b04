import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import type { Routering } from '#domain/interne-taak/taak-dossier.schema.ts';

/**
 * Decides, before a person has looked, which unit gets the follow-up, and says why. Reject is the default: whoever is
 * not sure answers KCC. The rules are the first implementation; a learned classifier comes behind the same door. It
 * must answer within a second and never throw for what stands in a message.
 */
export interface Triage {
  decide(inbound: InboundMessage): Promise<Routering>;
}
