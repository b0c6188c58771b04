import { VERNIETIGD } from '#domain/inbound-message/aside-reasons.ts';
import { isSetApart } from '#domain/inbound-message/set-apart.ts';
import { mayReadBericht } from '#domain/inzage/may-read-bericht.ts';
import type { MessageSummary } from '../ports/message-store.ts';
import type { ParkedFound } from '../ports/parked-store.ts';
import type { MessageTrace } from '../trace-message.ts';
import { berichtBestand, berichtObjecten, type Bestand } from './bestand.ts';
import type { Gezien } from './getoond.ts';
import type { InzageDeps, Look } from './inzage.ts';

/** A message that is parked or aside, or once was, with everything that happened to it. */
export interface Berichtpagina extends ParkedFound {
  readonly trace: MessageTrace | undefined;
  /** Its bytes, where they are to be looked at: not of what is registered by now, nor where a virus was found. */
  readonly open: (() => Promise<NodeJS.ReadableStream>) | undefined;
}

/** What somebody needs who acts on such a message: nothing of what it says. */
export interface BerichtVerwijzing {
  readonly uuid: string;
  readonly mediaType: string;
  /** Somebody proposed it before, so that no reason has to be given again. */
  readonly voorgesteld: { readonly wegleggen: boolean; readonly heropenen: boolean };
  readonly taak: ParkedFound['taak'];
}

export function createBerichtInzage(deps: InzageDeps, { lezer, shown }: Look) {
  type Found = { readonly kind: 'gevonden'; readonly found: ParkedFound };
  const { documents, messages, parked, traceMessage } = deps;

  return {
    async bericht(uuid: string): Promise<Gezien<Berichtpagina>> {
      const one = await find(uuid);
      if (one.kind !== 'gevonden') return one;
      const { message } = one.found;
      const trace = (await traceMessage(uuid)).find((traced) => traced.message.uuid === uuid);
      const isShown = (message.state === 'parked' || message.state === 'aside') && !isSetApart(message);
      const pagina = { ...one.found, trace, open: isShown ? () => messages.openRaw(uuid) : undefined };
      return { kind: 'getoond', inhoud: shown.show('bericht bekeken', pagina, berichtObjecten(message)) };
    },
    async berichtVerwijzing(
      uuid: string,
    ): Promise<{ kind: 'gevonden'; bericht: BerichtVerwijzing } | Exclude<Gezien<never>, { kind: 'getoond' }>> {
      const one = await find(uuid);
      if (one.kind !== 'gevonden') return one;
      const { message, taak } = one.found;
      const { weggelegdVoorstel, heropenVoorstel } = message.herstel ?? {};
      const voorgesteld = { wegleggen: weggelegdVoorstel !== undefined, heropenen: heropenVoorstel !== undefined };
      return { kind: 'gevonden', bericht: { uuid: message.uuid, mediaType: message.mediaType, voorgesteld, taak } };
    },
    async berichtOrigineel(uuid: string): Promise<Gezien<Bestand>> {
      const one = await find(uuid);
      if (one.kind !== 'gevonden') return one;
      const { message } = one.found;
      if (isSetApart(message)) {
        shown.refuse(berichtObjecten(message));
        return { kind: 'apart' };
      }
      const bestand = berichtBestand(deps, message);
      return { kind: 'getoond', inhoud: shown.show('bericht bekeken', bestand, berichtObjecten(message)) };
    },
    /** A file that a colleague put in the place of the unreadable one. */
    async berichtVervanging(uuid: string, vervanging: string): Promise<Gezien<Bestand>> {
      const one = await find(uuid);
      if (one.kind !== 'gevonden') return one;
      const { message } = one.found;
      const found = message.herstel?.vervangingen.find(({ id }) => id === vervanging);
      if (found === undefined) return { kind: 'onbekend' };
      const open = () => Promise.resolve(documents.open(found.id));
      const bestand: Bestand = { bestandsnaam: found.bestandsnaam, formaat: found.mediaType, open };
      return { kind: 'getoond', inhoud: shown.show('bericht bekeken', bestand, berichtObjecten(message)) };
    },
  };

  async function find(uuid: string): Promise<Found | { readonly kind: 'onbekend' | 'geweigerd' }> {
    const found = await parked.find(uuid);
    if (found === undefined || !hasPage(found.message)) return { kind: 'onbekend' };
    if (mayReadBericht(lezer, found.taak)) return { kind: 'gevonden', found };
    shown.refuse([{ soort: 'bericht', uuid }]);
    return { kind: 'geweigerd' };
  }
}

/** Only what is parked or aside, or once was, has anything to show. */
const hasPage = ({ state, herstel, reason }: MessageSummary) =>
  reason?.code !== VERNIETIGD && (state === 'parked' || state === 'aside' || herstel !== undefined);
