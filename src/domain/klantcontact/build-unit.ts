import { AUTOMATEN, automaatUuid, medewerkerUuid } from '../actor/actor-uuid.ts';
import { deterministicUuid } from '../identity/deterministic-uuid.ts';
import type { InboundActor, InboundMessage } from '../inbound-message/inbound-message.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';
import { buildDocuments } from './build-documents.ts';
import { buildBetrokkenen } from './build-betrokkenen.ts';
import { buildTaak } from './build-taak.ts';
import { LIMITS, type Klantcontact } from './klantcontact.schema.ts';
import type { KlantcontactUnit } from './klantcontact-unit.ts';
import type { UnitFacts } from './unit-facts.ts';
import type { Onderwerpobject } from './onderwerpobject.schema.ts';
import { FALLBACK_ONDERWERP, type RegisterSettings } from './register-settings.ts';

/** All documents of one klantcontact, with ids that follow from the key: the same message gives the same unit. */
export function buildUnit(inbound: InboundMessage, facts: UnitFacts, settings: RegisterSettings): KlantcontactUnit {
  const id = (role: string) => deterministicUuid(facts.key, role);
  const klantcontact = buildKlantcontact(inbound, facts, settings, id('klantcontact'));
  const { betrokkenen, digitaleAdressen } = buildBetrokkenen(inbound, klantcontact.uuid, id);
  const { informatieobjecten, bijlagen } = buildDocuments(inbound.documenten, klantcontact.uuid, id);
  const actor = actorUuid(inbound.actor);
  const actorKlantcontacten = [{ uuid: id('actor:0'), actor, klantcontact: klantcontact.uuid }];
  const onderwerpobjecten = buildOnderwerpobjecten(inbound, facts, klantcontact.uuid, id);
  const { internetaken, dossiers } = buildTaak(inbound, facts, settings, klantcontact, id);
  return {
    klantcontact,
    betrokkenen,
    digitaleAdressen,
    actorKlantcontacten,
    informatieobjecten,
    bijlagen,
    onderwerpobjecten,
    internetaken,
    dossiers,
    audit: {
      uuid: id('audit'),
      op: facts.now,
      door: actorNaam(inbound.actor),
      handeling: 'klantcontact-geregistreerd',
      ...(inbound.actor.via === undefined ? {} : { via: inbound.actor.via }),
      objecten: [
        { soort: 'klantcontact', uuid: klantcontact.uuid },
        ...betrokkenen.map(({ uuid }) => ({ soort: 'betrokkene', uuid })),
        ...digitaleAdressen.map(({ uuid }) => ({ soort: 'digitaaladres', uuid })),
        ...actorKlantcontacten.map(({ uuid }) => ({ soort: 'actorklantcontact', uuid })),
        ...bijlagen.map(({ uuid }) => ({ soort: 'bijlage', uuid })),
        ...onderwerpobjecten.map(({ uuid }) => ({ soort: 'onderwerpobject', uuid })),
        ...internetaken.map(({ uuid }) => ({ soort: 'internetaak', uuid })),
      ],
    },
  };
}

function buildKlantcontact(
  inbound: InboundMessage,
  facts: UnitFacts,
  settings: RegisterSettings,
  uuid: string,
): Klantcontact {
  const onderwerp = cleanLine(inbound.onderwerp);
  const inhoud = cleanText(inbound.inhoud ?? '');
  const reactie = cleanText(inbound.reactie ?? '');
  return {
    uuid,
    nummer: facts.nummer,
    referentienummer: facts.nummer,
    kanaal: settings.kanalen[inbound.kanaal],
    onderwerp: cutText(onderwerp === '' ? FALLBACK_ONDERWERP[inbound.kanaal] : onderwerp, LIMITS.onderwerp),
    ...(inhoud === '' ? {} : { inhoud: cutText(inhoud, LIMITS.inhoud) }),
    ...(reactie === '' ? {} : { reactie: cutText(reactie, LIMITS.reactie) }),
    indicatieContactGelukt: true,
    taal: inbound.taal ?? 'und',
    vertrouwelijk: inbound.vertrouwelijk,
    plaatsgevondenOp: inbound.plaatsgevondenOp,
  };
}

function buildOnderwerpobjecten(
  inbound: InboundMessage,
  facts: UnitFacts,
  klantcontact: string,
  id: (role: string) => string,
): Onderwerpobject[] {
  const subjects = inbound.onderwerpobjecten.flatMap((subject): Subject[] =>
    'identificator' in subject ? [{ onderwerpobjectidentificator: subject.identificator }] : [],
  );
  const replies = facts.antwoordOp.map((wasKlantcontact) => ({ wasKlantcontact }));
  return [...subjects, ...replies].map((subject, index) => ({
    uuid: id(`onderwerpobject:${index}`),
    klantcontact,
    ...subject,
  }));
}

type Subject = Pick<Onderwerpobject, 'wasKlantcontact' | 'onderwerpobjectidentificator'>;

const actorUuid = (actor: InboundActor) =>
  'automaat' in actor ? automaatUuid(actor.automaat) : medewerkerUuid(actor.medewerker);

const actorNaam = (actor: InboundActor) => ('automaat' in actor ? AUTOMATEN[actor.automaat].naam : actor.medewerker);
