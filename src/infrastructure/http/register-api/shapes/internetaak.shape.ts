import type { InterneTaak } from '#domain/interne-taak/interne-taak.schema.ts';
import type { Links } from '../links.ts';
import { toUtcTime } from './utc-time.ts';

export function toInternetaakShape(taak: InterneTaak, links: Links) {
  const actoren = taak.toegewezenAanActoren.map((uuid) => links.to('actoren', uuid));
  return {
    ...links.to('internetaken', taak.uuid),
    nummer: taak.nummer,
    referentienummer: taak.referentienummer,
    gevraagdeHandeling: taak.gevraagdeHandeling,
    aanleidinggevendKlantcontact: links.to('klantcontacten', taak.aanleidinggevendKlantcontact),
    // Deprecated in 0.9.0, still read by KISS and ITA: the first of the actors.
    toegewezenAanActor: actoren[0] ?? null,
    toegewezenAanActoren: actoren,
    toelichting: taak.toelichting ?? '',
    status: taak.status,
    toegewezenOp: toUtcTime(taak.toegewezenOp),
    afgehandeldOp: taak.afgehandeldOp === undefined ? null : toUtcTime(taak.afgehandeldOp),
  };
}
