import { cleanLine } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';
import type { InboundNaam } from '../inbound-message/inbound-message.ts';
import { LIMITS } from './klantcontact.schema.ts';
import type { Contactnaam } from './betrokkene.schema.ts';

/**
 * A name as the register keeps it. A display name is not taken apart (VNG B9491: people choose the split themselves):
 * it goes whole into `achternaam`, from which Open Klant makes the same `volledigeNaam`.
 */
export function toContactnaam(naam: InboundNaam | undefined): Contactnaam | undefined {
  if (naam === undefined) return undefined;
  const parts = 'volledig' in naam ? { achternaam: naam.volledig } : naam;
  const contactnaam: Contactnaam = {};
  for (const field of ['voorletters', 'voornaam', 'voorvoegselAchternaam', 'achternaam'] as const) {
    const value = cleanLine((parts as Record<string, string | undefined>)[field] ?? '');
    if (value !== '') contactnaam[field] = cutText(value, LIMITS[field]);
  }
  return Object.keys(contactnaam).length === 0 ? undefined : contactnaam;
}
