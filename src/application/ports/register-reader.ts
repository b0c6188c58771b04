import type { ActorKlantcontact } from '#domain/actor/actor-klantcontact.schema.ts';
import type { Actor } from '#domain/actor/actor.schema.ts';
import type { Bijlage } from '#domain/bijlage/bijlage.schema.ts';
import type { Programma } from '#domain/inzage/lezer.ts';
import type { InterneTaak } from '#domain/interne-taak/interne-taak.schema.ts';
import type { Betrokkene } from '#domain/klantcontact/betrokkene.schema.ts';
import type { DigitaalAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import type { Onderwerpobject } from '#domain/klantcontact/onderwerpobject.schema.ts';

/** A klantcontact with what points at it. Everything but the actors is named by uuid, in the order of registration. */
export interface KlantcontactRecord {
  readonly klantcontact: Klantcontact;
  readonly betrokkenen: readonly string[];
  readonly bijlagen: readonly string[];
  readonly onderwerpobjecten: readonly string[];
  readonly internetaken: readonly string[];
  readonly actoren: readonly Actor[];
}

export interface BetrokkeneRecord {
  readonly betrokkene: Betrokkene;
  readonly digitaleAdressen: readonly string[];
}

/** What can be read, under the names of Open Klant's paths. */
export interface RegisterRecords {
  readonly klantcontacten: KlantcontactRecord;
  readonly betrokkenen: BetrokkeneRecord;
  readonly digitaleadressen: DigitaalAdres;
  readonly actoren: Actor;
  readonly actorklantcontacten: ActorKlantcontact;
  readonly internetaken: InterneTaak;
  readonly bijlagen: Bijlage;
  readonly onderwerpobjecten: Onderwerpobject;
}
export type RegisterResource = keyof RegisterRecords;

export interface RecordPage<R> {
  /** All there are, not only those of this page. */
  readonly count: number;
  readonly records: readonly R[];
}

/**
 * Reads the register for other programs: each sees what `mayRead` lets it, in lists, in counts and one by one, and what
 * points at a klantcontact that it may not read is not there for it either. Actors are there for all. Lists are newest first: klantcontacten by `plaatsgevondenOp`, the rest by registration;
 * ties by the rising nummer, so that the order is stable. A list costs at most three queries however many rows it has.
 * Throws a transient Failure when the database is away.
 */
export interface RegisterReader {
  list<K extends RegisterResource>(
    programma: Programma,
    resource: K,
    window: { readonly skip: number; readonly limit: number },
  ): Promise<RecordPage<RegisterRecords[K]>>;
  find<K extends RegisterResource>(
    programma: Programma,
    resource: K,
    uuid: string,
  ): Promise<RegisterRecords[K] | undefined>;
}
