import type { mongo } from 'mongoose';
import type { BijlageStore } from '#application/ports/bijlage-store.ts';
import type { Mongo } from './connection.ts';
import { findInzage } from './inzage/find-inzage.ts';
import { INZAGE } from './inzage/readable-by.ts';
import { insertNewAudit } from './insert-audit.ts';
import { modelOf, toStored, type CollectionName } from './models.ts';
import { options } from './session.ts';

type AnyDocument = { _id: string } & Record<string, unknown>;

export function createBijlageRepository(store: Mongo): BijlageStore {
  const collection = (name: CollectionName) =>
    modelOf<AnyDocument>(store.connection, name).collection as unknown as mongo.Collection<AnyDocument>;

  return {
    add: (informatieobject, bijlage, audit) =>
      store.transact(async (session) => {
        const contact = bijlage.wasBijlageVanKlantcontact;
        const inzage = (await findInzage(store.connection, [contact], session)).get(contact);
        // The bijlage after what it points at: without transactions a reader never meets one that points at nothing.
        const documents = [
          ['informatieobjecten', informatieobject],
          ['bijlagen', inzage === undefined ? bijlage : { ...bijlage, [INZAGE]: inzage }],
        ] as const;
        for (const [name, document] of documents) {
          const { _id, ...fields } = toStored(document);
          await collection(name).updateOne({ _id }, { $setOnInsert: fields }, { upsert: true, ...options(session) });
        }
        await insertNewAudit(store.connection, [audit], session);
      }),
  };
}
