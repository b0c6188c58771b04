import type { Onderwerpobject } from '#domain/klantcontact/onderwerpobject.schema.ts';
import type { Links } from '../links.ts';
import { toIdentificatorShape } from './identificator.shape.ts';

export function toOnderwerpobjectShape(onderwerpobject: Onderwerpobject, links: Links) {
  const { uuid, klantcontact, wasKlantcontact, onderwerpobjectidentificator } = onderwerpobject;
  return {
    ...links.to('onderwerpobjecten', uuid),
    klantcontact: links.to('klantcontacten', klantcontact),
    wasKlantcontact: wasKlantcontact === undefined ? null : links.to('klantcontacten', wasKlantcontact),
    onderwerpobjectidentificator: toIdentificatorShape(onderwerpobjectidentificator),
  };
}
