import type { Connection, mongo } from 'mongoose';
import { modelOf, type CollectionName, type Stored } from '../models.ts';

/** A collection of ours, as documents of the domain. */
export const typedCollection = <T extends { uuid: string }>(connection: Connection, name: CollectionName) =>
  modelOf<Stored<T>>(connection, name).collection as unknown as mongo.Collection<Stored<T>>;
