import { KANALEN, type KanaalSleutel } from '../inbound-message/channel-name.ts';
import type { Bewaren } from './bewaren.schema.ts';

export type KanaalSoort = 'klantcontacten' | 'origineel' | 'apart' | 'geparkeerd';
export type LosseSoort = 'leveringen' | 'bezorgstatus' | 'meldingen' | 'audit';

/** One period of the configuration, at a moment. */
export interface Bewaarregel {
  /** As it is reported: `email-klantcontacten`, `audit`. */
  readonly naam: string;
  readonly soort: KanaalSoort | LosseSoort;
  readonly kanaal?: KanaalSleutel;
  readonly dagen: number;
  /** What is older than this is due. */
  readonly voor: Date;
}

const PER_KANAAL = ['klantcontacten', 'origineel', 'apart', 'geparkeerd'] as const;
const LOS = ['leveringen', 'bezorgstatus', 'meldingen', 'audit'] as const;
const DAY = 86_400_000;

/** The periods that are configured; whole contacts first, so that nothing is done twice to one of them. */
export function toBewaarregels(bewaren: Bewaren, now: Date): Bewaarregel[] {
  const at = (dagen: number) => ({ dagen, voor: new Date(now.getTime() - dagen * DAY) });
  const perKanaal = PER_KANAAL.flatMap((soort) =>
    KANALEN.flatMap((kanaal): Bewaarregel[] => {
      const dagen = bewaren[kanaal]?.[`${soort}Dagen`];
      return dagen === undefined ? [] : [{ naam: `${kanaal}-${soort}`, soort, kanaal, ...at(dagen) }];
    }),
  );
  const los = LOS.flatMap((soort): Bewaarregel[] => {
    const dagen = bewaren[`${soort}Dagen`];
    return dagen === undefined ? [] : [{ naam: soort, soort, ...at(dagen) }];
  });
  return [...perKanaal, ...los];
}
