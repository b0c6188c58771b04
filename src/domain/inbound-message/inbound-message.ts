import type { Automaat } from '../actor/actor-uuid.ts';
import type { Scan } from '../informatieobject/scan.schema.ts';
import type { Identificator } from '../identity/identificator.schema.ts';
import type { Adres } from '../klantcontact/betrokkene.schema.ts';
import type { SoortDigitaalAdres } from '../klantcontact/digitaal-adres.schema.ts';
import type { Contactadres } from '../klantcontact/same-adres.ts';
import type { KanaalSleutel } from './channel-name.ts';

/**
 * What every channel normalises its message to. Plain data (it crosses a thread boundary); texts are whole here: the
 * register cuts them at its limits. One InboundMessage becomes one klantcontact.
 */
export interface InboundMessage {
  readonly kanaal: KanaalSleutel;
  /** May be empty: the register then uses the channel's fallback. */
  readonly onderwerp: string;
  /** Plain text, whole; empty or absent leaves `inhoud` out. */
  readonly inhoud?: string;
  /** Answer given in the same contact (counter, phone). */
  readonly reactie?: string;
  /** ISO 639-2/B; absent means undetermined (`und`). */
  readonly taal?: string;
  readonly vertrouwelijk: boolean;
  readonly plaatsgevondenOp: Date;
  readonly betrokkenen: readonly InboundBetrokkene[];
  readonly actor: InboundActor;
  readonly documenten: readonly InboundDocument[];
  readonly onderwerpobjecten: readonly InboundOnderwerpobject[];
  /** Absent when the contact needs no follow-up. */
  readonly taak?: InboundTaak;
  readonly triage: TriageFacts;
}

export interface InboundBetrokkene {
  readonly rol: 'klant' | 'vertegenwoordiger';
  readonly initiator: boolean;
  readonly naam?: InboundNaam;
  readonly organisatienaam?: string;
  /** Only when a person or an authentication established it. */
  readonly wasPartij?: string;
  readonly correspondentieadres?: Adres;
  readonly digitaleAdressen: readonly { adres: string; soort: SoortDigitaalAdres; omschrijving: string }[];
}

/** Either split by the person who typed it, or one display name as the sender gave it. */
export type InboundNaam =
  | { readonly volledig: string }
  | {
      readonly voorletters?: string;
      readonly voornaam?: string;
      readonly voorvoegselAchternaam?: string;
      readonly achternaam?: string;
    };

export type InboundActor = ({ readonly automaat: Automaat } | { readonly medewerker: string }) & {
  /** Name of the token of the program that sent it in. */
  readonly via?: string;
};

export interface InboundDocument {
  readonly rol: 'origineel' | 'bijlage' | 'gesprek';
  readonly bestandsnaam: string;
  readonly formaat: string;
  /**
   * - `message`: the raw bytes of an accepted message (by its uuid), kept where they are;
   * - `bytes`: to be stored in GridFS; the sha256 (hex) is computed off the main thread;
   * - `stored`: a GridFS file that is there already (fetched media).
   */
  readonly bron:
    | { readonly kind: 'message'; readonly messageUuid: string; readonly size: number; readonly sha256: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly sha256: string }
    | { readonly kind: 'stored'; readonly id: string; readonly size: number; readonly sha256: string };
  /** Set before registration, where a virus scanner is configured; a channel leaves it out. */
  readonly scan?: Scan;
}

export type InboundOnderwerpobject =
  | { readonly identificator: Identificator }
  /**
   * Ids of earlier messages of the same channel that it says it answers, nearest first. The register decides what comes
   * of them (choose-tie.ts): no channel can name a klantcontact. `van` is the address that it comes from, where the
   * channel can tell; what its sender only says about themselves is not.
   */
  | { readonly antwoordOp: readonly string[]; readonly van?: Contactadres };

export interface InboundTaak {
  readonly gevraagdeHandeling: string;
  readonly toelichting: string;
  /** Unit or colleague that a person or the sender chose; goes before the rules. Code of an eenheid. */
  readonly eenheid?: string;
  readonly medewerker?: string;
}

/** What routing rules may look at. Never stored in the register. */
export interface TriageFacts {
  readonly afzender?: string;
  readonly mailbox?: string;
  /** Department or person a letter is addressed to. */
  readonly geadresseerde?: string;
  readonly formulierOnderwerp?: string;
  /** Text for the word rules: subject and the body without quoted history. */
  readonly tekst: string;
}

/** What a channel makes of one stored message. */
export type Normalised =
  | { readonly kind: 'contacten'; readonly contacten: readonly InboundMessage[] }
  | { readonly kind: 'aside'; readonly code: string; readonly detail?: string };
