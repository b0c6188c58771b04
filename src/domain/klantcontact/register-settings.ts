import type { KanaalSleutel } from '../inbound-message/channel-name.ts';
import type { IsHoliday } from '../interne-taak/working-days.ts';
import type { RoutingRule } from '../triage/routing-rule.schema.ts';

/** What the municipality configured that decides how a unit looks. */
export interface RegisterSettings {
  /** The value of `kanaal` for each way in; the register's own words (`e-mail`, `post`, ...). */
  readonly kanalen: Readonly<Record<KanaalSleutel, string>>;
  readonly regels: readonly RoutingRule[];
  readonly termijnWerkdagen: number;
  readonly isHoliday: IsHoliday;
}

/** `onderwerp` is required: what stands there when the message has none (domain reference 6.6). */
export const FALLBACK_ONDERWERP: Readonly<Record<KanaalSleutel, string>> = {
  email: 'E-mail zonder onderwerp',
  whatsapp: 'WhatsApp-bericht',
  brief: 'Brief',
  balie: 'Balieformulier',
  telefoon: 'Telefoonnotitie',
  webformulier: 'Webformulier',
};
