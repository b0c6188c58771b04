import type { RegisterRecords, RegisterResource } from '#application/ports/register-reader.ts';
import type { Links } from '../links.ts';
import { toActorKlantcontactShape } from './actor-klantcontact.shape.ts';
import { toActorShape } from './actor.shape.ts';
import { toBetrokkeneShape } from './betrokkene.shape.ts';
import { toBijlageShape } from './bijlage.shape.ts';
import { toDigitaalAdresShape } from './digitaal-adres.shape.ts';
import { toInternetaakShape } from './internetaak.shape.ts';
import { toKlantcontactShape } from './klantcontact.shape.ts';
import { toOnderwerpobjectShape } from './onderwerpobject.shape.ts';

/** How each resource is shown: one function per path of the API. */
export const SHAPES: {
  readonly [K in RegisterResource]: (record: RegisterRecords[K], links: Links) => { readonly uuid: string };
} = {
  klantcontacten: toKlantcontactShape,
  betrokkenen: toBetrokkeneShape,
  digitaleadressen: toDigitaalAdresShape,
  actoren: toActorShape,
  actorklantcontacten: toActorKlantcontactShape,
  internetaken: toInternetaakShape,
  bijlagen: toBijlageShape,
  onderwerpobjecten: toOnderwerpobjectShape,
};
export const RESOURCES = Object.keys(SHAPES) as RegisterResource[];
