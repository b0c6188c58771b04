import type { Doc, Records } from './open-records.ts';

const COLLECTIONS = [
  'klantcontacten',
  'betrokkenen',
  'digitaleadressen',
  'actoren',
  'actorklantcontacten',
  'informatieobjecten',
  'bijlagen',
  'onderwerpobjecten',
  'internetaken',
  'taakdossiers',
  'uitgaand',
  'audit',
  'whatsapppayloads',
  'conversations',
  'conversationentries',
] as const;
type Collection = (typeof COLLECTIONS)[number];

/** Everything that stands, in memory: a run has some thousands of messages. */
export type Register = Readonly<Record<Collection, readonly Doc[]>> & { readonly messages: readonly Doc[] };

export async function readRegister(records: Records): Promise<Register> {
  const read = await Promise.all(COLLECTIONS.map(async (name) => [name, await records.find(name)] as const));
  return {
    ...(Object.fromEntries(read) as unknown as Record<Collection, Doc[]>),
    messages: await records.find('messages'),
  };
}

/** Documents by what one of their fields says. */
export function byField(documents: readonly Doc[], field: string): ReadonlyMap<unknown, Doc[]> {
  return Map.groupBy(documents, (document) => document[field]);
}
