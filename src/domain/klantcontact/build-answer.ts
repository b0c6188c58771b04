import { medewerkerUuid } from '../actor/actor-uuid.ts';
import { deterministicUuid } from '../identity/deterministic-uuid.ts';
import type { InboundDocument } from '../inbound-message/inbound-message.ts';
import type { Handeling } from '../interne-taak/taak.ts';
import { cleanText } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';
import type { Betrokkene } from './betrokkene.schema.ts';
import { buildDocuments } from './build-documents.ts';
import type { DigitaalAdres } from './digitaal-adres.schema.ts';
import type { KlantcontactUnit } from './klantcontact-unit.ts';
import { LIMITS, type Klantcontact } from './klantcontact.schema.ts';

export interface AnswerFacts extends Handeling {
  /** Root of the ids: the same task gives the same answer, however often it is sent in. */
  readonly key: string;
  readonly nummer: string;
  readonly vraag: Klantcontact;
  readonly betrokkenen: readonly Betrokkene[];
  /** Address that the answer goes to, with the betrokkene of the question that gave it. */
  readonly adres?: DigitaalAdres;
  readonly kanaal: string;
  readonly antwoord: string;
  /** True when it was given in person; null while nobody knows whether it arrived (C9708). */
  readonly gelukt: true | null;
  /** The answer as a document, when it is longer than `inhoud` may be. */
  readonly documenten: readonly InboundDocument[];
}

/** Root of the ids of everything that the answer to a task consists of. */
export const answerKey = (taak: string) => `antwoord:${taak}`;
export const answerUuid = (key: string) => deterministicUuid(key, 'klantcontact');

/** The answer as a klantcontact of its own, tied to the question (C9708). The question itself is not touched. */
export function buildAnswer(facts: AnswerFacts): KlantcontactUnit {
  const { key, nummer, vraag, door, via, now } = facts;
  const id = (role: string) => deterministicUuid(key, role);
  const uuid = answerUuid(key);
  const klantcontact: Klantcontact = {
    uuid,
    nummer,
    referentienummer: nummer,
    kanaal: facts.kanaal,
    onderwerp: vraag.onderwerp,
    inhoud: cutText(cleanText(facts.antwoord), LIMITS.inhoud),
    indicatieContactGelukt: facts.gelukt,
    taal: 'nld',
    vertrouwelijk: vraag.vertrouwelijk,
    plaatsgevondenOp: now,
  };
  const betrokkenen = facts.betrokkenen.map((betrokkene, index) => ({
    ...betrokkene,
    uuid: id(`betrokkene:${index}`),
    hadKlantcontact: uuid,
    initiator: false,
  }));
  const digitaleAdressen = copyAdres(facts, id);
  const actorKlantcontacten = [{ uuid: id('actor:0'), actor: medewerkerUuid(door), klantcontact: uuid }];
  const onderwerpobjecten = [{ uuid: id('onderwerpobject:0'), klantcontact: uuid, wasKlantcontact: vraag.uuid }];
  const { informatieobjecten, bijlagen } = buildDocuments(facts.documenten, uuid, id);
  return {
    klantcontact,
    betrokkenen,
    digitaleAdressen,
    actorKlantcontacten,
    informatieobjecten,
    bijlagen,
    onderwerpobjecten,
    internetaken: [],
    dossiers: [],
    audit: {
      uuid: id('audit'),
      op: now,
      door,
      handeling: 'antwoord-geregistreerd',
      ...(via === undefined ? {} : { via }),
      objecten: [
        { soort: 'klantcontact', uuid },
        ...betrokkenen.map((betrokkene) => ({ soort: 'betrokkene', uuid: betrokkene.uuid })),
        ...digitaleAdressen.map((adres) => ({ soort: 'digitaaladres', uuid: adres.uuid })),
        ...actorKlantcontacten.map((link) => ({ soort: 'actorklantcontact', uuid: link.uuid })),
        ...bijlagen.map((bijlage) => ({ soort: 'bijlage', uuid: bijlage.uuid })),
        ...onderwerpobjecten.map((subject) => ({ soort: 'onderwerpobject', uuid: subject.uuid })),
      ],
    },
  };
}

/** The used address belongs to the copy of the betrokkene who gave it (C5655). */
function copyAdres({ adres, betrokkenen }: AnswerFacts, id: (role: string) => string): DigitaalAdres[] {
  const giver = betrokkenen.findIndex(({ uuid }) => uuid === adres?.verstrektDoorBetrokkene);
  if (adres === undefined || giver === -1) return [];
  return [
    {
      ...adres,
      uuid: id('digitaaladres:0'),
      verstrektDoorBetrokkene: id(`betrokkene:${giver}`),
      omschrijving: 'Gebruikt voor het antwoord',
    },
  ];
}
