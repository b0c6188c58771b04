import { cutText } from '../text/cut-text.ts';
import type { Actor } from './actor.schema.ts';
import { AUTOMATEN, automaatUuid, eenheidUuid, medewerkerUuid, type Automaat } from './actor-uuid.ts';

export interface ConfiguredEenheid {
  readonly code: string;
  readonly naam: string;
  readonly email?: string | undefined;
  readonly telefoonnummer?: string | undefined;
  readonly omschrijving?: string | undefined;
}

export interface ConfiguredMedewerker {
  readonly gebruikersnaam: string;
  readonly naam: string;
  readonly functie?: string | undefined;
  readonly email?: string | undefined;
  readonly telefoonnummer?: string | undefined;
}

/** Everyone who can act for the municipality according to its configuration, as actors of the register. */
export function configuredActors(
  eenheden: readonly ConfiguredEenheid[],
  medewerkers: readonly ConfiguredMedewerker[],
): Actor[] {
  return [
    ...(Object.keys(AUTOMATEN) as Automaat[]).map(toAutomaat),
    ...eenheden.map(toEenheid),
    ...medewerkers.map(toMedewerker),
  ];
}

function toAutomaat(sleutel: Automaat): Actor {
  const { naam, functie } = AUTOMATEN[sleutel];
  return {
    uuid: automaatUuid(sleutel),
    naam,
    soortActor: 'geautomatiseerde_actor',
    indicatieActief: true,
    actoridentificator: { objectId: sleutel, codeObjecttype: 'aut', codeRegister: 'intake', codeSoortObjectId: 'idf' },
    actorIdentificatie: { functie },
  };
}

/** The identificators that KISS and ITA write and look for (open-klant reference, section 3.2). */
function toEenheid({ code, naam, email, telefoonnummer, omschrijving }: ConfiguredEenheid): Actor {
  return {
    uuid: eenheidUuid(code),
    naam: cutText(naam, 200),
    soortActor: 'organisatorische_eenheid',
    indicatieActief: true,
    actoridentificator: { objectId: code, codeObjecttype: 'afd', codeRegister: 'obj', codeSoortObjectId: 'idf' },
    actorIdentificatie: {
      ...(omschrijving === undefined ? {} : { omschrijving }),
      ...(email === undefined ? {} : { emailadres: email }),
      ...(telefoonnummer === undefined ? {} : { telefoonnummer }),
    },
  };
}

function toMedewerker({ gebruikersnaam, naam, functie, email, telefoonnummer }: ConfiguredMedewerker): Actor {
  const actoridentificator =
    email === undefined
      ? { objectId: gebruikersnaam, codeObjecttype: 'mdw', codeRegister: 'obj', codeSoortObjectId: 'idf' }
      : { objectId: email, codeObjecttype: 'mdw', codeRegister: 'msei', codeSoortObjectId: 'email' };
  return {
    uuid: medewerkerUuid(gebruikersnaam),
    naam: cutText(naam, 200),
    soortActor: 'medewerker',
    indicatieActief: true,
    actoridentificator,
    actorIdentificatie: {
      ...(functie === undefined ? {} : { functie }),
      ...(email === undefined ? {} : { emailadres: email }),
      ...(telefoonnummer === undefined ? {} : { telefoonnummer }),
    },
  };
}
