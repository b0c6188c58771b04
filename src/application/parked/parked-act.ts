import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { Herstel, HerstelHandeling } from '#domain/inbound-message/herstel.schema.ts';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
import { cutText } from '#domain/text/cut-text.ts';
import type { ParkedChange, ParkedFound } from '../ports/parked-store.ts';

/** What somebody does to a parked message. `door` is a gebruikersnaam, or `opdrachtregel:` and an account. */
export interface ParkedAct {
  readonly handeling: HerstelHandeling;
  readonly door: string;
  /** Absent: a screen. */
  readonly via?: string;
  readonly now: Date;
  /** The person's own words: kept with the message, never in a log, a step or the audit. */
  readonly reden?: string | undefined;
}

/** Who does the acts of this composition, and through what. */
export interface ActorDeps {
  /** `opdrachtregel`; absent: the screens. */
  readonly via?: string;
}
export const viaOf = ({ via }: ActorDeps) => (via === undefined ? {} : { via });

/** Why an act changed nothing; a normal answer. */
export type ParkedRefusal =
  { readonly kind: 'not-found' } | { readonly kind: 'not-parked'; readonly state: MessageState };

/** Characters of a person's own words that are kept. */
export const REDEN_LIMIT = 500;
const NOTHING: Herstel = { vervangingen: [], wijzigingen: [] };

/** Undefined when the message is there to be changed. */
export const refusalOf = ({ message }: ParkedFound): ParkedRefusal | undefined =>
  message.state === 'parked' ? undefined : { kind: 'not-parked', state: message.state };

/** The change that this act makes: `edit` to what was repaired before, one line of who and why, one entry of audit. */
export function toParkedChange(
  { message, taak }: ParkedFound,
  { handeling, door, via, now, reden }: ParkedAct,
  edit: (herstel: Herstel) => Herstel,
  more: Pick<ParkedChange, 'to' | 'taak'> = {},
): ParkedChange {
  const edited = edit(message.herstel ?? NOTHING);
  const why = reden === undefined || reden === '' ? {} : { reden: cutText(reden, REDEN_LIMIT) };
  return {
    ...more,
    herstel: { ...edited, wijzigingen: [...edited.wijzigingen, { op: now, door, handeling, ...why }] },
    step: { op: now, step: handeling, ...(more.to?.state === 'aside' ? { detail: more.to.reason.code } : {}) },
    audit: {
      uuid: deterministicUuid(`message:${message.uuid}`, `audit:herstel:${message.steps.length}`),
      op: now,
      door,
      handeling: `bericht-${handeling}`,
      ...(via === undefined ? {} : { via }),
      objecten: [
        { soort: 'bericht', uuid: message.uuid },
        ...(taak === undefined ? [] : [{ soort: 'taak', uuid: herstelTaakUuid(message.uuid) }]),
      ],
    },
  };
}
