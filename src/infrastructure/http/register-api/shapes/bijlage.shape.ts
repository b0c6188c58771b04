import type { Bijlage } from '#domain/bijlage/bijlage.schema.ts';
import type { Links } from '../links.ts';
import { toIdentificatorShape } from './identificator.shape.ts';

export function toBijlageShape(bijlage: Bijlage, links: Links) {
  return {
    ...links.to('bijlagen', bijlage.uuid),
    wasBijlageVanKlantcontact: links.to('klantcontacten', bijlage.wasBijlageVanKlantcontact),
    bijlageidentificator: toIdentificatorShape(bijlage.bijlageidentificator),
  };
}
