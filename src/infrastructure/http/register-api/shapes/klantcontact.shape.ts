import type { KlantcontactRecord } from '#application/ports/register-reader.ts';
import type { Links } from '../links.ts';
import { toActorShape } from './actor.shape.ts';
import { toUtcTime } from './utc-time.ts';

export function toKlantcontactShape(record: KlantcontactRecord, links: Links) {
  const { klantcontact } = record;
  return {
    ...links.to('klantcontacten', klantcontact.uuid),
    gingOverOnderwerpobjecten: record.onderwerpobjecten.map((uuid) => links.to('onderwerpobjecten', uuid)),
    hadBetrokkenActoren: record.actoren.map((actor) => toActorShape(actor, links)),
    omvatteBijlagen: record.bijlagen.map((uuid) => links.to('bijlagen', uuid)),
    hadBetrokkenen: record.betrokkenen.map((uuid) => links.to('betrokkenen', uuid)),
    leiddeTotInterneTaken: record.internetaken.map((uuid) => links.to('internetaken', uuid)),
    nummer: klantcontact.nummer,
    referentienummer: klantcontact.referentienummer,
    kanaal: klantcontact.kanaal,
    onderwerp: klantcontact.onderwerp,
    inhoud: klantcontact.inhoud ?? '',
    reactie: klantcontact.reactie ?? '',
    indicatieContactGelukt: klantcontact.indicatieContactGelukt,
    hoofdOnderwerpType: '',
    verdereActieOndernomen: false,
    taal: klantcontact.taal,
    vertrouwelijk: klantcontact.vertrouwelijk,
    plaatsgevondenOp: toUtcTime(klantcontact.plaatsgevondenOp),
    metadata: {},
  };
}
