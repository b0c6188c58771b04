import type { Actor } from '#domain/actor/actor.schema.ts';
import type { Links } from '../links.ts';
import { toIdentificatorShape } from './identificator.shape.ts';

export function toActorShape(actor: Actor, links: Links) {
  return {
    ...links.to('actoren', actor.uuid),
    naam: actor.naam,
    soortActor: actor.soortActor,
    indicatieActief: actor.indicatieActief,
    actoridentificator: toIdentificatorShape(actor.actoridentificator),
    actorIdentificatie: toActorIdentificatie(actor),
  };
}

function toActorIdentificatie(actor: Actor) {
  switch (actor.soortActor) {
    case 'medewerker': {
      const { functie = '', emailadres = '', telefoonnummer = '' } = actor.actorIdentificatie;
      return { functie, emailadres, telefoonnummer };
    }
    case 'geautomatiseerde_actor': {
      const { functie, omschrijving = '' } = actor.actorIdentificatie;
      return { functie, omschrijving };
    }
    case 'organisatorische_eenheid': {
      const { omschrijving = '', emailadres = '', telefoonnummer = '' } = actor.actorIdentificatie;
      return { omschrijving, emailadres, faxnummer: '', telefoonnummer };
    }
  }
}
