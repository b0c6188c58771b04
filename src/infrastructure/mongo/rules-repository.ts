import type { Connection, mongo } from 'mongoose';
import type { Spelregels } from '#domain/regels/spelregels.ts';
import type { RulesStore } from '#application/ports/rules-store.ts';
import { guarded } from './connection.ts';
import { defineModel } from './models.ts';

type RulesDocument = Spelregels & { _id: string };

/** One document: who writes it last was started last. */
const ID = 'spelregels';

export function createRulesRepository(connection: Connection): RulesStore {
  const settings = defineModel<RulesDocument>(connection, 'instellingen', [])
    .collection as unknown as mongo.Collection<RulesDocument>;
  return {
    find: () =>
      guarded(async () => {
        const found = await settings.findOne({ _id: ID });
        if (found === null) return undefined;
        const { _id, ...rules } = found;
        return rules;
      }),
    save: (rules) =>
      guarded(async () => {
        await settings.replaceOne({ _id: ID }, JSON.parse(JSON.stringify(rules)) as Spelregels, { upsert: true });
      }),
  };
}
