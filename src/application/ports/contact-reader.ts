import type { Actor } from '#domain/actor/actor.schema.ts';
import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Betrokkene } from '#domain/klantcontact/betrokkene.schema.ts';
import type { DigitaalAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import type { Onderwerpobject } from '#domain/klantcontact/onderwerpobject.schema.ts';

export interface BetrokkeneView {
  readonly betrokkene: Betrokkene;
  readonly digitaleAdressen: readonly DigitaalAdres[];
}

/** A document with the bijlage that leads to it. */
export interface BijlageView {
  readonly bijlage: string;
  readonly informatieobject: Informatieobject;
}

/** A klantcontact as the screens show it: everything that belongs to it, and what it is tied to. */
export interface ContactView {
  readonly klantcontact: Klantcontact;
  readonly betrokkenen: readonly BetrokkeneView[];
  readonly actoren: readonly Actor[];
  readonly bijlagen: readonly BijlageView[];
  /** Objects in other registers (a zaak). */
  readonly onderwerpen: readonly Onderwerpobject[];
  /** Contacts that this one answers, oldest first. */
  readonly eerdere: readonly Klantcontact[];
  /** Contacts that answer this one, oldest first. */
  readonly latere: readonly Klantcontact[];
  /** Every task on it, oldest first, without history. */
  readonly taken: readonly Omit<TaakDossier, 'verloop'>[];
}

export interface BijlageFound extends BijlageView {
  /** Who may read it may have the document. */
  readonly klantcontact: string;
}

/** Reads for the screens. A contact takes two rounds of queries, whatever hangs on it. Throws transient Failures. */
export interface ContactReader {
  find(klantcontact: string): Promise<ContactView | undefined>;
  findBijlage(bijlage: string): Promise<BijlageFound | undefined>;
}
