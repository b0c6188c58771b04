import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automaatUuid, eenheidUuid, medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { balie, mail } from '#test/support/register-api/invented-contacts.ts';
import { openRegister, PATH, PUBLIC_URL } from '#test/support/register-api/open-register.ts';

const PARTIJ = '0d4e0f4e-8d5a-4f0a-9b8e-0c1f4c1d2e3f';
const stores = isolatedStores();
let register: Awaited<ReturnType<typeof openRegister>>;
let mailUuid: string;
let balieUuid: string;
beforeAll(async () => {
  register = await openRegister(stores);
  [mailUuid = ''] = await register.add(['mail', mail('2026-11-20T10:15:00+01:00')]);
  [balieUuid = ''] = await register.add(['balie', balie('2026-11-21T09:00:00.120Z', 'mail@voorbeeld.example', PARTIJ)]);
});
afterAll(() => register.close());

const ref = (resource: string, uuid: unknown) => ({ uuid, url: `${PUBLIC_URL}${PATH}/${resource}/${String(uuid)}` });
const someRef = (resource: string) => ({
  uuid: expect.any(String) as string,
  url: expect.stringContaining(`/${resource}/`) as string,
});
const identificator = (objectId: string, codeObjecttype = 'afd') => ({
  objectId,
  codeObjecttype,
  codeRegister: 'obj',
  codeSoortObjectId: 'idf',
});
const EMPTY_ADRES = {
  nummeraanduidingId: '',
  straatnaam: '',
  huisnummer: null,
  huisnummertoevoeging: '',
  postcode: '',
  stad: '',
  adresregel1: '',
  adresregel2: '',
  adresregel3: '',
  land: '',
};
const first = async (resource: string, uuid: string) => {
  const { body } = await register.get(`/klantcontacten/${uuid}`);
  return (await register.get(`/${resource}/${body[RELATION[resource] ?? ''][0].uuid}`)).body;
};
const RELATION: Record<string, string> = {
  betrokkenen: 'hadBetrokkenen',
  bijlagen: 'omvatteBijlagen',
  internetaken: 'leiddeTotInterneTaken',
  onderwerpobjecten: 'gingOverOnderwerpobjecten',
};

describe('what a mail became, read from outside', () => {
  it('is a klantcontact with references to everything around it and its actors whole', async () => {
    const { status, headers, body } = await register.get(`/klantcontacten/${mailUuid}`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'api-version': '0.9.0', 'content-type': 'application/json; charset=utf-8' });
    expect(body).toEqual({
      ...ref('klantcontacten', mailUuid),
      gingOverOnderwerpobjecten: [],
      hadBetrokkenActoren: [
        {
          ...ref('actoren', automaatUuid('email')),
          naam: 'E-mailverwerking',
          soortActor: 'geautomatiseerde_actor',
          indicatieActief: true,
          actoridentificator: identificator('email'),
          actorIdentificatie: { functie: 'Registreren van e-mail', omschrijving: '' },
        },
      ],
      omvatteBijlagen: [someRef('bijlagen'), someRef('bijlagen')],
      hadBetrokkenen: [someRef('betrokkenen')],
      leiddeTotInterneTaken: [someRef('internetaken')],
      nummer: '1000000001',
      referentienummer: '1000000001',
      kanaal: 'e-mail',
      onderwerp: 'Grijze container niet geleegd',
      inhoud: 'De container in de Lindelaan is niet geleegd.',
      reactie: '',
      indicatieContactGelukt: true,
      hoofdOnderwerpType: '',
      verdereActieOndernomen: false,
      taal: 'nld',
      vertrouwelijk: false,
      plaatsgevondenOp: '2026-11-20T09:15:00Z',
      metadata: {},
    });
  });

  it('has its bijlagen in the order of the mail, the mail itself first', async () => {
    const { body } = await register.get(`/klantcontacten/${mailUuid}`);
    const stored = register.mongo.connection.collection<{ _id: string; rol: string }>('informatieobjecten');
    const roles = [];
    for (const { uuid } of body.omvatteBijlagen) {
      const bijlage = (await register.get(`/bijlagen/${uuid}`)).body;
      expect(bijlage).toEqual({
        ...ref('bijlagen', uuid),
        wasBijlageVanKlantcontact: ref('klantcontacten', mailUuid),
        bijlageidentificator: {
          objectId: expect.any(String) as string,
          codeObjecttype: '3',
          codeRegister: '7',
          codeSoortObjectId: '4',
        },
      });
      roles.push((await stored.findOne({ _id: bijlage.bijlageidentificator.objectId }))?.rol);
    }
    expect(roles).toEqual(['origineel', 'bijlage']);
  });

  it('has a betrokkene with every address field, empty where nothing is known, and the address for the follow-up', async () => {
    const betrokkene = await first('betrokkenen', mailUuid);
    expect(betrokkene).toEqual({
      ...ref('betrokkenen', betrokkene.uuid),
      wasPartij: null,
      hadKlantcontact: ref('klantcontacten', mailUuid),
      digitaleAdressen: [someRef('digitaleadressen')],
      bezoekadres: EMPTY_ADRES,
      correspondentieadres: EMPTY_ADRES,
      contactnaam: { voorletters: '', voornaam: '', voorvoegselAchternaam: '', achternaam: 'Noor van den Berg' },
      volledigeNaam: 'Noor van den Berg',
      rol: 'klant',
      organisatienaam: '',
      initiator: true,
    });
    const [{ uuid }] = betrokkene.digitaleAdressen;
    expect((await register.get(`/digitaleadressen/${uuid}`)).body).toEqual({
      ...ref('digitaleadressen', uuid),
      verstrektDoorBetrokkene: ref('betrokkenen', betrokkene.uuid),
      verstrektDoorPartij: null,
      adres: 'noor@bewoner.example',
      soortDigitaalAdres: 'email',
      isStandaardAdres: false,
      omschrijving: 'Afzender van de e-mail',
      referentie: '',
      verificatieDatum: null,
    });
  });

  it('has an interne taak for the KCC, open and with its moment of assignment', async () => {
    const taak = await first('internetaken', mailUuid);
    const kcc = ref('actoren', eenheidUuid('KCC'));
    expect(taak).toEqual({
      ...ref('internetaken', taak.uuid),
      nummer: '2000000001',
      referentienummer: '2000000001',
      gevraagdeHandeling: 'Lezen en bepalen benodigde actie',
      aanleidinggevendKlantcontact: ref('klantcontacten', mailUuid),
      toegewezenAanActor: kcc,
      toegewezenAanActoren: [kcc],
      toelichting: 'Uit een e-mail',
      status: 'te_verwerken',
      toegewezenOp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/) as string,
      afgehandeldOp: null,
    });
  });
});

describe('what the counter registered, read from outside', () => {
  it('shows the answer, the people in order and a name put together from its parts', async () => {
    const { body } = await register.get(`/klantcontacten/${balieUuid}`);
    expect(body).toMatchObject({
      reactie: 'Met het formulier op de website.',
      vertrouwelijk: true,
      plaatsgevondenOp: '2026-11-21T09:00:00.120000Z',
      leiddeTotInterneTaken: [],
      omvatteBijlagen: [],
    });
    const people = await Promise.all(
      body.hadBetrokkenen.map(async ({ uuid }: { uuid: string }) => (await register.get(`/betrokkenen/${uuid}`)).body),
    );
    expect(people).toMatchObject([
      { wasPartij: ref('partijen', PARTIJ), volledigeNaam: 'Jan de Wit', organisatienaam: 'Bakkerij De Wit' },
      { rol: 'vertegenwoordiger', initiator: false, volledigeNaam: 'A. Smit', digitaleAdressen: [] },
    ]);
    expect(people[0]).toMatchObject({
      bezoekadres: EMPTY_ADRES,
      correspondentieadres: {
        ...EMPTY_ADRES,
        straatnaam: 'Kerkplein',
        huisnummer: 12,
        huisnummertoevoeging: 'b',
        postcode: '1234 AB',
        stad: 'Voorbeeldstad',
        land: 'NL',
      },
    });
  });

  it('names the colleague as actor, whole and as a link', async () => {
    const { body } = await register.get(`/klantcontacten/${balieUuid}`);
    expect(body.hadBetrokkenActoren).toEqual([
      {
        ...ref('actoren', medewerkerUuid('s.bakker')),
        naam: 'S. Bakker',
        soortActor: 'medewerker',
        indicatieActief: true,
        actoridentificator: identificator('s.bakker'),
        actorIdentificatie: { functie: 'Baliemedewerker', emailadres: '', telefoonnummer: '+31101234567' },
      },
    ]);
    const links = (await register.get('/actorklantcontacten')).body.results;
    expect(links).toContainEqual({
      ...someRef('actorklantcontacten'),
      actor: ref('actoren', medewerkerUuid('s.bakker')),
      klantcontact: ref('klantcontacten', balieUuid),
    });
  });

  it('points at the earlier contact and at the zaak as onderwerpobjecten', async () => {
    const { body } = await register.get(`/klantcontacten/${balieUuid}`);
    const [zaak, reply] = await Promise.all(
      body.gingOverOnderwerpobjecten.map(
        async ({ uuid }: { uuid: string }) => (await register.get(`/onderwerpobjecten/${uuid}`)).body,
      ),
    );
    expect(reply).toEqual({
      ...someRef('onderwerpobjecten'),
      klantcontact: ref('klantcontacten', balieUuid),
      wasKlantcontact: ref('klantcontacten', mailUuid),
      onderwerpobjectidentificator: { objectId: '', codeObjecttype: '', codeRegister: '', codeSoortObjectId: '' },
    });
    expect(zaak).toEqual({
      ...someRef('onderwerpobjecten'),
      klantcontact: ref('klantcontacten', balieUuid),
      wasKlantcontact: null,
      onderwerpobjectidentificator: identificator('ZAAK-1', 'zgw-Zaak'),
    });
  });

  it('shows a unit with its own kind of identification', async () => {
    expect((await register.get(`/actoren/${eenheidUuid('KCC').toUpperCase()}`)).body).toEqual({
      ...ref('actoren', eenheidUuid('KCC')),
      naam: 'Klantcontactcentrum',
      soortActor: 'organisatorische_eenheid',
      indicatieActief: true,
      actoridentificator: identificator('KCC'),
      actorIdentificatie: {
        omschrijving: '',
        emailadres: 'kcc@voorbeeldstad.example',
        faxnummer: '',
        telefoonnummer: '',
      },
    });
  });
});
