import type { Connection, IndexDefinition, IndexOptions } from 'mongoose';

type AnyModel = Connection['models'][string];

/** IndexOptionsConflict and IndexKeySpecsConflict: the index stands, made by an earlier version with other options. */
const CONFLICTS = new Set([85, 86]);

/**
 * Creates the indexes of one collection that are missing. One that an earlier version made with other options is made
 * anew; an index of the same fields that somebody made by hand is one too. Other indexes are left alone.
 */
export async function ensureModelIndexes(model: AnyModel): Promise<void> {
  for (const [fields, options] of model.schema.indexes()) {
    try {
      await createIndex(model, fields, options);
    } catch (thrown) {
      if (!CONFLICTS.has(Number((thrown as { code?: unknown }).code))) throw thrown;
      await dropIndexOf(model, fields);
      await createIndex(model, fields, options);
    }
  }
}

/** The name is MongoDB's own for these fields, so that the old one is found by it as well as by its fields. */
async function createIndex(model: AnyModel, fields: IndexDefinition, options: IndexOptions): Promise<void> {
  const { background: _, ...own } = options;
  await model.collection.createIndex(fields as never, own as never);
}

async function dropIndexOf(model: AnyModel, fields: IndexDefinition): Promise<void> {
  const wanted = JSON.stringify(fields);
  for (const { name, key } of await model.collection.indexes()) {
    if (name !== undefined && JSON.stringify(key) === wanted) await model.collection.dropIndex(name);
  }
}
