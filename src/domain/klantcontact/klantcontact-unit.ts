import type { ActorKlantcontact } from '../actor/actor-klantcontact.schema.ts';
import type { AuditEntry } from '../audit/audit-entry.schema.ts';
import type { Bijlage } from '../bijlage/bijlage.schema.ts';
import type { Informatieobject } from '../informatieobject/informatieobject.schema.ts';
import type { InterneTaak } from '../interne-taak/interne-taak.schema.ts';
import type { TaakDossier } from '../interne-taak/taak-dossier.schema.ts';
import type { Betrokkene } from './betrokkene.schema.ts';
import type { DigitaalAdres } from './digitaal-adres.schema.ts';
import type { Klantcontact } from './klantcontact.schema.ts';
import type { Onderwerpobject } from './onderwerpobject.schema.ts';

/** Everything that belongs to one klantcontact and is committed together or not at all (VNG F2173 and its followers). */
export interface KlantcontactUnit {
  readonly klantcontact: Klantcontact;
  readonly betrokkenen: readonly Betrokkene[];
  readonly digitaleAdressen: readonly DigitaalAdres[];
  readonly actorKlantcontacten: readonly ActorKlantcontact[];
  readonly informatieobjecten: readonly Informatieobject[];
  readonly bijlagen: readonly Bijlage[];
  readonly onderwerpobjecten: readonly Onderwerpobject[];
  readonly internetaken: readonly InterneTaak[];
  readonly dossiers: readonly TaakDossier[];
  readonly audit: AuditEntry;
}
