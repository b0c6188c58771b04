import { createHash } from 'node:crypto';
import { finding, type Finding } from './finding.ts';
import type { Doc, Records } from './open-records.ts';
import type { Register } from './read-register.ts';

type Name = keyof Register;

/** Field of a collection, and where what it names must stand. */
const POINTERS: readonly (readonly [Name, string, Name])[] = [
  ['betrokkenen', 'hadKlantcontact', 'klantcontacten'],
  ['digitaleadressen', 'verstrektDoorBetrokkene', 'betrokkenen'],
  ['actorklantcontacten', 'klantcontact', 'klantcontacten'],
  ['actorklantcontacten', 'actor', 'actoren'],
  ['bijlagen', 'wasBijlageVanKlantcontact', 'klantcontacten'],
  ['bijlagen', 'bijlageidentificator.objectId', 'informatieobjecten'],
  ['onderwerpobjecten', 'klantcontact', 'klantcontacten'],
  ['onderwerpobjecten', 'wasKlantcontact', 'klantcontacten'],
  ['internetaken', 'aanleidinggevendKlantcontact', 'klantcontacten'],
  ['internetaken', 'toegewezenAanActoren', 'actoren'],
  ['taakdossiers', 'klantcontact', 'klantcontacten'],
  ['taakdossiers', 'messages', 'messages'],
  ['messages', 'klantcontacten.uuid', 'klantcontacten'],
  ['messages', 'internetaken.uuid', 'taakdossiers'],
  ['uitgaand', 'taak', 'taakdossiers'],
  ['uitgaand', 'klantcontact', 'klantcontacten'],
  ['conversations', 'messages', 'messages'],
];

/** What points at nothing, and documents whose bytes are not there or not the ones that were received. */
export async function findDangling(register: Register, records: Records): Promise<Finding[]> {
  const ids = new Map<Name, Set<string>>();
  const idsOf = (name: Name) => {
    const known = ids.get(name) ?? new Set(register[name].map(({ _id }) => _id));
    ids.set(name, known);
    return known;
  };
  const pointers = POINTERS.flatMap(([from, field, to]) =>
    register[from].flatMap((document) =>
      valuesAt(document, field)
        .filter((value) => !idsOf(to).has(value))
        .map((value) => finding('dangling', `${from} ${document._id}: ${field} ${value} is not in ${to}`)),
    ),
  );
  const withoutBijlage = unused(register.informatieobjecten, register.bijlagen);
  const messages = new Map(register.messages.map((message) => [message._id, message]));
  const bytes: Finding[] = [];
  for (const document of register.informatieobjecten) bytes.push(...(await checkBytes(document, messages, records)));
  return [...pointers, ...withoutBijlage, ...bytes];
}

function valuesAt(document: unknown, path: string): string[] {
  const [head = '', ...rest] = path.split('.');
  const value = (document as Record<string, unknown> | null | undefined)?.[head];
  const values: unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return rest.length === 0 ? values.map(String) : values.flatMap((one) => valuesAt(one, rest.join('.')));
}

function unused(informatieobjecten: readonly Doc[], bijlagen: readonly Doc[]): Finding[] {
  const used = new Set(bijlagen.flatMap((bijlage) => valuesAt(bijlage, 'bijlageidentificator.objectId')));
  return informatieobjecten
    .filter(({ _id }) => !used.has(_id))
    .map(({ _id }) => finding('dangling', `informatieobject ${_id} is no bijlage`));
}

async function checkBytes(document: Doc, messages: ReadonlyMap<string, Doc>, records: Records): Promise<Finding[]> {
  const { kind, id } = document['plaats'] as { kind: string; id: string };
  const inline = kind === 'message' ? (messages.get(id)?.['raw'] as Buffer | undefined) : undefined;
  const bytes = inline ?? (await records.readFile(id));
  if (bytes === undefined) return [finding('dangling', `informatieobject ${document._id}: no bytes at ${kind} ${id}`)];
  const isSame =
    bytes.byteLength === document['bestandsomvang'] &&
    createHash('sha256').update(bytes).digest('hex') === document['sha256'];
  return isSame ? [] : [finding('dangling', `informatieobject ${document._id}: other bytes than were received`)];
}
