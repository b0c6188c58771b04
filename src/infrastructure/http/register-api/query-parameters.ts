import type { RegisterResource } from '#application/ports/register-reader.ts';
import { invalid, notImplemented } from './api-error.ts';

const under = (prefix: string, ...names: string[]) => names.map((name) => prefix + name);
const CODES = ['CodeObjecttype', 'CodeRegister', 'CodeSoortObjectId', 'ObjectId'];
const PARTIJ_CODES = under('partijIdentificator__', 'codeObjecttype', 'codeRegister', 'codeSoortObjectId', 'objectId');

/** Filters of Open Klant 0.9.0 that this register knows but does not answer yet: refused by name, never ignored. */
const FILTERS: Readonly<Record<RegisterResource, readonly string[]>> = {
  klantcontacten: [
    ...['nummer', 'referentienummer', 'kanaal', 'onderwerp', 'inhoud', 'reactie', 'indicatieContactGelukt'],
    ...['vertrouwelijk', 'plaatsgevondenOp', 'leiddeTotInterneTaken'],
    ...under('hadBetrokkene__', 'url', 'uuid', 'digitaaladres__adres__icontains', 'wasPartij'),
    ...under('hadBetrokkene__wasPartij__', 'url', 'uuid', ...PARTIJ_CODES),
    ...under('onderwerpobject__', 'url', 'uuid', ...under('onderwerpobjectidentificator', ...CODES)),
    ...under('wasOnderwerpobject__', 'url', 'uuid', ...under('onderwerpobjectidentificator', ...CODES)),
  ],
  betrokkenen: [
    ...under('contactnaam', 'Voorletters', 'Voornaam', 'VoorvoegselAchternaam', 'Achternaam'),
    'organisatienaam',
    ...under('hadKlantcontact__', 'uuid', 'url', 'nummer', 'referentienummer'),
    ...under('verstrektedigitaalAdres__', 'uuid', 'url', 'adres'),
    ...under('wasPartij__', 'uuid', 'url', 'nummer', ...PARTIJ_CODES),
  ],
  digitaleadressen: [
    ...['adres', 'adres__icontains', 'soortDigitaalAdres', 'omschrijving', 'referentie', 'isStandaardAdres'],
    ...['isGeverifieerd', ...under('verificatieDatum', '', '__gt', '__gte', '__lt', '__lte')],
    ...under('verstrektDoorBetrokkene__', 'uuid', 'url', 'rol'),
    ...under('verstrektDoorPartij__', 'uuid', 'url', 'soortPartij', ...PARTIJ_CODES),
  ],
  actoren: ['naam', 'soortActor', 'indicatieActief', ...under('actoridentificator', ...CODES)],
  actorklantcontacten: [...under('actor__', 'uuid', 'url'), ...under('klantcontact__', 'uuid', 'url')],
  internetaken: [
    ...['status', 'nummer', 'referentienummer', 'actoren__naam', 'toegewezenOp'],
    ...under('toegewezenAanActor__', 'uuid', 'url'),
    ...under('aanleidinggevendKlantcontact__', 'uuid', 'url'),
    ...under('klantcontact__', 'uuid', 'nummer', 'referentienummer'),
  ],
  bijlagen: ['klantcontact__uuid', ...under('bijlageidentificator', ...CODES)],
  onderwerpobjecten: [
    ...under('klantcontact__', 'uuid', 'url'),
    ...under('wasKlantcontact__', 'uuid', 'url'),
    ...under('onderwerpobjectidentificator', ...CODES),
  ],
};
const EXPANDABLE: readonly RegisterResource[] = ['klantcontacten', 'betrokkenen', 'digitaleadressen'];

/** Throws for every parameter that would otherwise be silently ignored: a list that looks filtered and is not. */
export function checkQueryParameters(resource: RegisterResource, names: readonly string[], kind: 'list' | 'detail') {
  const documented = [
    ...(EXPANDABLE.includes(resource) ? ['expand'] : []),
    ...(kind === 'list' ? FILTERS[resource] : []),
  ];
  const rest = kind === 'list' ? names.filter((name) => name !== 'page' && name !== 'pageSize') : names;
  const unknown = rest.filter((name) => !documented.includes(name));
  if (unknown.length > 0) {
    const reason = `Onbekende query parameters: ${unknown.join(', ')}`;
    throw invalid([{ name: 'nonFieldErrors', code: 'unknown-parameters', reason }]);
  }
  if (rest.length > 0) throw notImplemented(`Nog niet ondersteund: ${rest.join(', ')}`);
}
