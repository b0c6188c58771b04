import type { TaakRefusal } from '#domain/interne-taak/check-may-handle.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';

/**
 * What still has to happen for the citizen to get it: we send it; the medewerker must (no SMTP, post, WhatsApp);
 * nothing, because it was said in person.
 */
export type Verzending = 'wordt-verzonden' | 'zelf-verzenden' | 'niet-nodig';

export type AnswerOutcome =
  | {
      readonly kind: 'answered';
      readonly taak: TaakDossier;
      readonly antwoord: { readonly uuid: string; readonly nummer: string };
      readonly verzending: Verzending;
    }
  | TaakRefusal
  /** A message that could not be read has no question yet. */
  | { readonly kind: 'no-klantcontact' }
  | { readonly kind: 'antwoord-missing' }
  /** More than 50,000 characters. */
  | { readonly kind: 'antwoord-too-long' }
  /** E-mail was chosen, we could send it, and the contact has no address for it. */
  | { readonly kind: 'no-address' };
