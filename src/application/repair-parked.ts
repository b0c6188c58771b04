import { createHash } from 'node:crypto';
import type { Herstel, HerstelVelden } from '#domain/inbound-message/herstel.schema.ts';
import { lastVervanging } from '#domain/inbound-message/herstel.schema.ts';
import { vervangingUuid } from '#domain/inbound-message/vervanging-uuid.ts';
import { safeFileName } from '#domain/text/safe-file-name.ts';
import type { DocumentStore } from './ports/document-store.ts';
import type { ParkedFound } from './ports/parked-store.ts';
import { refusalOf, toParkedChange, viaOf, type ParkedAct, type ParkedRefusal } from './parked/parked-act.ts';
import { releaseMessage, type ReleaseDeps } from './parked/release-message.ts';

export type RepairOutcome = { readonly kind: 'repaired' } | ParkedRefusal;

export interface NewBytes {
  readonly bytes: Uint8Array;
  /** As the person's file was called. */
  readonly bestandsnaam: string;
  readonly mediaType: string;
}

interface By {
  readonly door: string;
  /** The person's own words; may be empty. */
  readonly reden: string;
}

/**
 * Repairs a parked message. Every act leaves it parked, except registering by hand; the bytes as they came are never
 * touched; who did what, when and why is kept with the message and in the audit log.
 */
export interface RepairParked {
  /** These bytes are read from now on. `same-bytes` when they are read already. Durable before it is noted. */
  replaceBytes(uuid: string, bytes: NewBytes, by: By): Promise<RepairOutcome | { readonly kind: 'same-bytes' }>;
  /** These fields go before what is read; they replace the ones of an earlier call. */
  overrideFields(uuid: string, velden: HerstelVelden, by: By): Promise<RepairOutcome>;
  /**
   * The bytes never become readable: the fields are the contact, and the bytes its bijlage. Goes to the register at once.
   * `nothing-said` when there is neither subject nor text. `medewerker`: gebruikersnaam of somebody with an account.
   */
  registerByHand(
    uuid: string,
    velden: HerstelVelden,
    by: By & { readonly medewerker?: string },
  ): Promise<{ readonly kind: 'released' } | ParkedRefusal | { readonly kind: 'nothing-said' }>;
}

export interface RepairDeps extends ReleaseDeps {
  readonly documents: Pick<DocumentStore, 'put'>;
}

/** A proposal to lay the message aside is off the table when somebody repairs it. */
const withoutProposal = ({ weggelegdVoorstel: _, ...herstel }: Herstel): Herstel => herstel;

export function createRepairParked(deps: RepairDeps): RepairParked {
  const { parked, documents, clock } = deps;
  return {
    async replaceBytes(uuid, { bytes, bestandsnaam, mediaType }, { door, reden }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const id = vervangingUuid(uuid, sha256);
      const naam = safeFileName(bestandsnaam);
      const vervanging = {
        id,
        bestandsnaam: naam === '' ? 'Hersteld bestand' : naam,
        size: bytes.byteLength,
        sha256,
        mediaType,
      };
      await documents.put(id, bytes, { bestandsnaam: vervanging.bestandsnaam, formaat: mediaType, sha256 });
      const act: ParkedAct = { handeling: 'bytes-vervangen', door, now: clock.now(), reden };
      return change<{ kind: 'same-bytes' }>(uuid, act, (found) => {
        const { message } = found;
        if ((lastVervanging(message.herstel)?.sha256 ?? message.sha256) === sha256) return { kind: 'same-bytes' };
        const ontvangen = { size: message.size, sha256: message.sha256, mediaType: message.mediaType };
        return (herstel) => {
          const { handmatig: _, ...rest } = withoutProposal(herstel);
          return { ...rest, ontvangen, vervangingen: [...rest.vervangingen, vervanging] };
        };
      });
    },
    overrideFields: (uuid, velden, { door, reden }) =>
      change<never>(uuid, { handeling: 'velden-ingevuld', door, now: clock.now(), reden }, () => (herstel) => ({
        ...withoutProposal(herstel),
        velden,
      })),
    registerByHand: async (uuid, velden, { door, reden, medewerker }) => {
      if (velden.onderwerp === undefined && velden.inhoud === undefined) return { kind: 'nothing-said' };
      const handmatig = medewerker === undefined ? {} : { medewerker };
      return releaseMessage(deps, uuid, {
        act: { handeling: 'met-de-hand', door, now: clock.now(), reden },
        edit: (herstel) => ({ ...withoutProposal(herstel), velden, handmatig }),
        afhandeling: 'hersteld',
      });
    },
  };

  async function change<Refused extends { readonly kind: string } = never>(
    uuid: string,
    said: ParkedAct,
    decide: (found: ParkedFound) => Refused | ((herstel: Herstel) => Herstel),
  ): Promise<RepairOutcome | Refused> {
    const act = { ...said, ...viaOf(deps) };
    const outcome = await parked.change<RepairOutcome | Refused>(uuid, (found) => {
      const refused = refusalOf(found);
      if (refused !== undefined) return { outcome: refused };
      const edit = decide(found);
      if (typeof edit !== 'function') return { outcome: edit };
      return { outcome: { kind: 'repaired' }, change: toParkedChange(found, act, edit) };
    });
    return outcome ?? { kind: 'not-found' };
  }
}
