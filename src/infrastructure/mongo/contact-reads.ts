import type { Connection, mongo } from 'mongoose';
import type { Actor } from '#domain/actor/actor.schema.ts';
import type { Betrokkene } from '#domain/klantcontact/betrokkene.schema.ts';
import type { DigitaalAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import type { TaakStore } from '#application/ports/taak-store.ts';
import { guarded } from './connection.ts';
import { fromStored, modelOf, type CollectionName, type Stored } from './models.ts';

/** What handling a task needs to know of the register: its klantcontact, and who can act. */
export function createContactReads(connection: Connection): Pick<TaakStore, 'findContact' | 'findActoren'> {
  const collection = <T extends { uuid: string }>(name: CollectionName) =>
    modelOf<Stored<T>>(connection, name).collection as unknown as mongo.Collection<Stored<T>>;

  return {
    findContact: (uuid) =>
      guarded(async () => {
        const [klantcontact, betrokkenen] = await Promise.all([
          findAll<Klantcontact>('klantcontacten', { _id: uuid }),
          findAll<Betrokkene>('betrokkenen', { hadKlantcontact: uuid }),
        ]);
        if (klantcontact[0] === undefined) return undefined;
        const digitaleAdressen = await findAll<DigitaalAdres>('digitaleadressen', {
          verstrektDoorBetrokkene: { $in: betrokkenen.map((betrokkene) => betrokkene.uuid) },
        });
        return { klantcontact: klantcontact[0], betrokkenen, digitaleAdressen };
      }),
    findActoren: (uuids) =>
      guarded(async () => {
        const found = await findAll<Actor>('actoren', { _id: { $in: [...uuids] } });
        return found.map((actor) => ({
          uuid: actor.uuid,
          naam: actor.naam,
          indicatieActief: actor.indicatieActief,
          ...emailOf(actor),
        }));
      }),
  };

  async function findAll<T extends { uuid: string }>(name: CollectionName, filter: object): Promise<T[]> {
    const found = await collection<T>(name)
      .find(filter as never)
      .toArray();
    return found.map((stored) => fromStored<T>(stored as Stored<T>));
  }
}

function emailOf(actor: Actor): { emailadres?: string } {
  if (actor.soortActor === 'geautomatiseerde_actor') return {};
  const { emailadres } = actor.actorIdentificatie;
  return emailadres === undefined ? {} : { emailadres };
}
