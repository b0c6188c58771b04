import type { Connection, mongo } from 'mongoose';
import type { ActorKlantcontact } from '#domain/actor/actor-klantcontact.schema.ts';
import type { Actor } from '#domain/actor/actor.schema.ts';
import type { Bijlage } from '#domain/bijlage/bijlage.schema.ts';
import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Betrokkene } from '#domain/klantcontact/betrokkene.schema.ts';
import type { DigitaalAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import type { Onderwerpobject } from '#domain/klantcontact/onderwerpobject.schema.ts';
import type { BijlageView, ContactReader, ContactView } from '#application/ports/contact-reader.ts';
import { guarded } from './connection.ts';
import { fromStored, modelOf, type CollectionName, type Stored } from './models.ts';

type Filter = Record<string, unknown>;

export function createContactReaderRepository(connection: Connection): ContactReader {
  async function read<T extends { uuid: string }>(name: CollectionName, filter: Filter, options = {}): Promise<T[]> {
    const collection = modelOf<Stored<T>>(connection, name).collection as unknown as mongo.Collection<Stored<T>>;
    const found = await collection.find(filter as never, options).toArray();
    return found.map((document) => fromStored<T>(document as Stored<T>));
  }
  const byIds = (ids: readonly string[]) => ({ _id: { $in: ids } });

  return {
    find: (klantcontact) => guarded(() => find(klantcontact)),
    findBijlage: (uuid) =>
      guarded(async () => {
        const [bijlage] = await read<Bijlage>('bijlagen', { _id: uuid });
        if (bijlage === undefined) return undefined;
        const [informatieobject] = await read<Informatieobject>('informatieobjecten', { _id: documentOf(bijlage) });
        const klantcontact = bijlage.wasBijlageVanKlantcontact;
        return informatieobject === undefined ? undefined : { bijlage: uuid, informatieobject, klantcontact };
      }),
  };

  async function find(uuid: string): Promise<ContactView | undefined> {
    const [[klantcontact], betrokkenen, links, bijlagen, subjects, replies, taken] = await Promise.all([
      read<Klantcontact>('klantcontacten', { _id: uuid }),
      read<Betrokkene>('betrokkenen', { hadKlantcontact: uuid }),
      read<ActorKlantcontact>('actorklantcontacten', { klantcontact: uuid }),
      read<Bijlage>('bijlagen', { wasBijlageVanKlantcontact: uuid }),
      read<Onderwerpobject>('onderwerpobjecten', { klantcontact: uuid }),
      read<Onderwerpobject>('onderwerpobjecten', { wasKlantcontact: uuid }),
      readTaken(uuid),
    ]);
    if (klantcontact === undefined) return undefined;
    const earlier = subjects.flatMap(({ wasKlantcontact }) => wasKlantcontact ?? []);
    const later = replies.map((reply) => reply.klantcontact);
    const [addresses, actoren, documents, tied] = await Promise.all([
      read<DigitaalAdres>('digitaleadressen', { verstrektDoorBetrokkene: { $in: betrokkenen.map((one) => one.uuid) } }),
      read<Actor>('actoren', byIds(links.map(({ actor }) => actor))),
      read<Informatieobject>('informatieobjecten', byIds(bijlagen.map(documentOf))),
      read<Klantcontact>('klantcontacten', byIds([...earlier, ...later]), { sort: { plaatsgevondenOp: 1 } }),
    ]);
    return {
      klantcontact,
      betrokkenen: betrokkenen.map((betrokkene) => ({
        betrokkene,
        digitaleAdressen: addresses.filter((one) => one.verstrektDoorBetrokkene === betrokkene.uuid),
      })),
      actoren,
      bijlagen: toBijlagen(bijlagen, documents),
      onderwerpen: subjects.filter(({ wasKlantcontact }) => wasKlantcontact === undefined),
      eerdere: tied.filter((one) => earlier.includes(one.uuid)),
      latere: tied.filter((one) => later.includes(one.uuid)),
      taken,
    };
  }

  function readTaken(klantcontact: string) {
    return read<TaakDossier>('taakdossiers', { klantcontact }, { projection: { verloop: 0 }, sort: { nummer: 1 } });
  }
}

const documentOf = ({ bijlageidentificator }: Bijlage) => bijlageidentificator.objectId;

const ORDER = { origineel: 0, gesprek: 1, bijlage: 2 } as const;

/** The message itself first, then what came with it by name: the database gives no order. */
function toBijlagen(bijlagen: readonly Bijlage[], documents: readonly Informatieobject[]): BijlageView[] {
  const byUuid = new Map(documents.map((document) => [document.uuid, document]));
  return bijlagen
    .flatMap((bijlage) => {
      const informatieobject = byUuid.get(documentOf(bijlage));
      return informatieobject === undefined ? [] : [{ bijlage: bijlage.uuid, informatieobject }];
    })
    .sort(
      ({ informatieobject: a }, { informatieobject: b }) =>
        ORDER[a.rol] - ORDER[b.rol] || a.bestandsnaam.localeCompare(b.bestandsnaam, 'nl', { numeric: true }),
    );
}
