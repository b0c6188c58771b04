import type { z } from 'zod';
import { actorKlantcontactSchema } from '../actor/actor-klantcontact.schema.ts';
import { bijlageSchema } from '../bijlage/bijlage.schema.ts';
import { defect } from '../failure/failure.ts';
import { informatieobjectSchema } from '../informatieobject/informatieobject.schema.ts';
import { interneTaakSchema } from '../interne-taak/interne-taak.schema.ts';
import { betrokkeneSchema } from './betrokkene.schema.ts';
import { digitaalAdresSchema } from './digitaal-adres.schema.ts';
import { klantcontactSchema } from './klantcontact.schema.ts';
import type { KlantcontactUnit } from './klantcontact-unit.ts';
import { onderwerpobjectSchema } from './onderwerpobject.schema.ts';

/**
 * The same unit, once it keeps every rule of the register: names, limits, at least one betrokkene and one actor
 * (VNG F2173). A unit that does not is a defect of ours, told by field and code and never by value.
 */
export function validateUnit(unit: KlantcontactUnit): KlantcontactUnit {
  check('klantcontact', klantcontactSchema, [unit.klantcontact]);
  check('betrokkene', betrokkeneSchema, unit.betrokkenen, 1);
  check('actorklantcontact', actorKlantcontactSchema, unit.actorKlantcontacten, 1);
  check('digitaaladres', digitaalAdresSchema, unit.digitaleAdressen);
  check('informatieobject', informatieobjectSchema, unit.informatieobjecten);
  check('bijlage', bijlageSchema, unit.bijlagen);
  check('onderwerpobject', onderwerpobjectSchema, unit.onderwerpobjecten);
  check('internetaak', interneTaakSchema, unit.internetaken);
  return unit;
}

function check(soort: string, schema: z.ZodType, documents: readonly unknown[], atLeast = 0) {
  if (documents.length < atLeast) throw defect('unit-incomplete', `A unit needs at least ${atLeast} ${soort}`);
  for (const document of documents) {
    const result = schema.safeParse(document);
    if (result.success) continue;
    const [issue] = result.error.issues;
    const field = `${soort}.${issue?.path.join('.') ?? ''}`;
    throw defect('unit-invalid', `${field}: ${issue?.code ?? 'invalid'}`, { facts: { field } });
  }
}
