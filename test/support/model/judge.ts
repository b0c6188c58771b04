import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { MemoryUnit } from '../memory/memory-database.ts';
import type { World } from './play.ts';

/** What is wrong with the documents that a run ended in; empty when every promise was kept. */
export function judge({ database, discarded, reopened }: World, messages: readonly NewMessage[]): string[] {
  const units = database.units.all();
  const expected = messages
    .filter(({ raw, uuid }) => kindOf(raw) === 'vraag' || reopened.has(uuid))
    .map(({ key }) => contactOf(key));
  const unexpected = units
    .filter(({ uuid }) => !expected.includes(uuid))
    .map(({ uuid }) => `a unit of nobody: ${uuid}`);
  return [...unexpected, ...messages.flatMap(judgeOne)];

  function judgeOne({ uuid, key, raw }: NewMessage): string[] {
    const name = new TextDecoder().decode(raw);
    const [stored, ...doubles] = database.messages.all().filter((message) => message.uuid === uuid);
    if (stored === undefined) return [`${name}: lost`];
    if (doubles.length > 0) return [`${name}: accepted ${doubles.length + 1} times`];
    const end = reopened.has(uuid) ? 'registered' : endOf(raw, discarded.has(uuid));
    if (stored.state !== end) return [`${name}: ${stored.state} instead of ${end}`];
    const own = units.filter((unit) => unit.uuid === contactOf(key));
    if (own.length !== (end === 'registered' ? 1 : 0)) return [`${name}: ${own.length} units`];
    return [...own.flatMap((unit) => judgeUnit(stored, unit)), ...judgeTask(stored)].map(
      (wrong) => `${name}: ${wrong}`,
    );
  }

  function judgeUnit({ klantcontacten, internetaken }: StoredMessage, unit: MemoryUnit): string[] {
    const same = (a: unknown, b: unknown, what: string) =>
      JSON.stringify(a) === JSON.stringify(b) ? [] : [`${what} does not stand as the message says`];
    const numbered = (part: { uuid: string; nummer: string }) => ({ uuid: part.uuid, nummer: part.nummer });
    const files = unit.informatieobjecten.filter(({ plaats }) => plaats.kind === 'gridfs');
    return [
      ...same(klantcontacten, [numbered(unit.klantcontact)], 'the klantcontact'),
      ...same(internetaken, unit.internetaken.map(numbered), 'the internetaak'),
      ...same(unit.dossiers.map(numbered), unit.internetaken.map(numbered), 'the dossier'),
      ...files.filter(({ plaats }) => !database.files.has(plaats.id)).map(() => 'a bijlage without bytes'),
    ];
  }

  function judgeTask({ uuid, state }: StoredMessage): string[] {
    const status = database.herstel.find(herstelTaakUuid(uuid))?.status;
    if (state === 'parked') return status === 'te_verwerken' ? [] : ['parked without a task for a person'];
    return status === 'te_verwerken' ? ['a task for a message that is not parked'] : [];
  }
}

const contactOf = (key: string) => deterministicUuid(key, 'klantcontact');
const kindOf = (raw: Uint8Array) => new TextDecoder().decode(raw).split(' ')[0];

function endOf(raw: Uint8Array, discarded: boolean) {
  if (discarded) return 'aside';
  const kind = kindOf(raw);
  return kind === 'vraag' ? 'registered' : kind === 'automatisch' ? 'aside' : 'parked';
}

/**
 * The register as it must look whatever happened: everything but the nummers, which may have gaps, and what people
 * asked for beyond it.
 */
export function registerOf({ database, reopened }: World): string {
  const asked = new Set(
    database.messages
      .all()
      .filter(({ uuid }) => reopened.has(uuid))
      .map(({ key }) => contactOf(key)),
  );
  const bare = (field: string, value: unknown) =>
    /^(nummer|referentienummer|klantcontactNummer)$/.test(field) ? undefined : value;
  return JSON.stringify(
    database.units
      .all()
      .filter(({ uuid }) => !asked.has(uuid))
      .toSorted((a, b) => (a.uuid < b.uuid ? -1 : 1)),
    bare,
  );
}
