import { createHash } from 'node:crypto';
import { AUTOMATEN, automaatUuid, eenheidUuid, medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import type { Actor } from '#domain/actor/actor.schema.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';

const identificator = (objectId: string) => ({
  objectId,
  codeObjecttype: 'afd',
  codeRegister: 'obj',
  codeSoortObjectId: 'idf',
});

export const ACTOREN: readonly Actor[] = [
  {
    uuid: eenheidUuid('KCC'),
    naam: 'Klantcontactcentrum',
    soortActor: 'organisatorische_eenheid',
    indicatieActief: true,
    actoridentificator: identificator('KCC'),
    actorIdentificatie: { emailadres: 'kcc@voorbeeldstad.example' },
  },
  {
    uuid: automaatUuid('email'),
    naam: AUTOMATEN.email.naam,
    soortActor: 'geautomatiseerde_actor',
    indicatieActief: true,
    actoridentificator: identificator('email'),
    actorIdentificatie: { functie: AUTOMATEN.email.functie },
  },
  {
    uuid: medewerkerUuid('s.bakker'),
    naam: 'S. Bakker',
    soortActor: 'medewerker',
    indicatieActief: true,
    actoridentificator: identificator('s.bakker'),
    actorIdentificatie: { functie: 'Baliemedewerker', telefoonnummer: '+31101234567' },
  },
];

const text = new TextEncoder().encode('Container Lindelaan');
const document = (rol: 'origineel' | 'bijlage', bestandsnaam: string) => ({
  rol,
  bestandsnaam,
  formaat: 'text/plain',
  bron: { kind: 'bytes' as const, bytes: text, sha256: createHash('sha256').update(text).digest('hex') },
});

/** A whole mail: sender, address, original, attachment, task. */
export const mail = (plaatsgevondenOp: string, onderwerp = 'Grijze container niet geleegd'): InboundMessage => ({
  kanaal: 'email',
  onderwerp,
  inhoud: 'De container in de Lindelaan is niet geleegd.',
  taal: 'nld',
  vertrouwelijk: false,
  plaatsgevondenOp: new Date(plaatsgevondenOp),
  betrokkenen: [
    {
      rol: 'klant',
      initiator: true,
      naam: { volledig: 'Noor van den Berg' },
      digitaleAdressen: [{ adres: 'noor@bewoner.example', soort: 'email', omschrijving: 'Afzender van de e-mail' }],
    },
  ],
  actor: { automaat: 'email' },
  documenten: [document('origineel', 'bericht.eml'), document('bijlage', 'container.txt')],
  onderwerpobjecten: [],
  taak: { gevraagdeHandeling: 'Lezen en bepalen benodigde actie', toelichting: 'Uit een e-mail' },
  triage: { tekst: '' },
});

/** At the counter: answered, known person, typed name, postal address, about an earlier contact and a zaak; no task. */
export const balie = (plaatsgevondenOp: string, antwoordOp: string, wasPartij: string): InboundMessage => ({
  kanaal: 'balie',
  onderwerp: 'Vraag over kwijtschelding',
  inhoud: 'Hoe vraag ik kwijtschelding aan?',
  reactie: 'Met het formulier op de website.',
  taal: 'nld',
  vertrouwelijk: true,
  plaatsgevondenOp: new Date(plaatsgevondenOp),
  betrokkenen: [
    {
      rol: 'klant',
      initiator: true,
      wasPartij,
      naam: { voorletters: 'J.', voornaam: 'Jan', voorvoegselAchternaam: 'de', achternaam: 'Wit' },
      organisatienaam: 'Bakkerij De Wit',
      correspondentieadres: {
        straatnaam: 'Kerkplein',
        huisnummer: 12,
        huisnummertoevoeging: 'b',
        postcode: '1234 AB',
        stad: 'Voorbeeldstad',
        land: 'NL',
      },
      digitaleAdressen: [],
    },
    {
      rol: 'vertegenwoordiger',
      initiator: false,
      naam: { voorletters: 'A.', achternaam: 'Smit' },
      digitaleAdressen: [],
    },
  ],
  actor: { medewerker: 's.bakker' },
  documenten: [],
  onderwerpobjecten: [
    { antwoordOp: [antwoordOp], van: { adres: 'noor@bewoner.example', soort: 'email' } },
    { identificator: { ...identificator('ZAAK-1'), codeObjecttype: 'zgw-Zaak' } },
  ],
  triage: { tekst: '' },
});
