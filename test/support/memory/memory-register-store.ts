import { transient } from '#domain/failure/failure.ts';
import { stateAfter, transition, type MessageEvent } from '#domain/inbound-message/message-life.ts';
import type { Earlier } from '#domain/inbound-message/choose-tie.ts';
import { toReferences, type Reference } from '#domain/inbound-message/reference.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { Registration, RegisterStore } from '#application/ports/register-store.ts';
import { withStep, type MemoryStoreDeps } from './memory-message-store.ts';

/** The register in memory, with the promises of the port. Actors are not kept: nothing here asks for them. */
export function createMemoryRegisterStore({ database, turn }: Omit<MemoryStoreDeps, 'clock'>): RegisterStore {
  const { messages, units, herstel, audit, counters } = database;
  return {
    saveRegistrations: (registrations) =>
      turn('saveRegistrations', () => {
        const known = registrations.filter((one) => one.units.some(({ klantcontact: { uuid } }) => units.find(uuid)));
        if (units.isUnique && known.length > 0) {
          if (registrations.length > 1) return false;
          for (const registration of registrations) finish(registration);
          return true;
        }
        const all = registrations.flatMap((registration) => registration.messages);
        if (units.isUnique && !all.every((uuid) => mayBe(uuid, 'registered'))) throw notOpen();
        for (const registration of registrations) {
          for (const unit of registration.units) units.insert({ ...unit, uuid: unit.klantcontact.uuid });
          finish(registration);
        }
        return true;
      }),
    park: (messageUuid, reason, dossier, entry) =>
      turn('park', () => {
        const message = messages.find(messageUuid);
        if (message === undefined || !mayBe(messageUuid, 'unreadable')) return;
        const before = herstel.find(dossier.uuid);
        if (before === undefined) herstel.insert(dossier);
        else {
          const reopened = { ...before, status: 'te_verwerken' as const, toelichting: dossier.toelichting };
          delete reopened.afhandeling;
          delete reopened.afgehandeldOp;
          delete reopened.behandelaar;
          delete reopened.opgepaktOp;
          herstel.replace(reopened);
        }
        audit.insert(entry);
        messages.replace({
          ...withStep(message, { op: entry.op, step: 'geparkeerd', detail: reason.code }),
          state: stateAfter('unreadable'),
          reason,
          finishedAt: entry.op,
          internetaken: [{ uuid: dossier.uuid, nummer: dossier.nummer }],
        });
      }),
    reserveNummers: (soort, count) =>
      turn('reserveNummers', () => {
        const first = FIRST_NUMMER[soort] + counters[soort] + 1;
        counters[soort] += count;
        return Array.from({ length: count }, (_, index) => String(first + index));
      }),
    saveActoren: () => Promise.resolve(),
    findEarlier: (names) => turn('findEarlier', () => new Map(names.map((name) => [name, earlierOf(name)]))),
  };

  function earlierOf(name: Reference): Earlier[] {
    const isNamed = ({ channel, aliases }: StoredMessage) => toReferences(channel, aliases).includes(name);
    const registered = messages.all().filter((message) => message.state === 'registered' && isNamed(message));
    return registered.flatMap(({ klantcontacten: [contact] }) => {
      if (contact === undefined) return [];
      const adressen = (units.find(contact.uuid)?.digitaleAdressen ?? []).map(
        ({ adres, soortDigitaalAdres: soort }) => ({ adres, soort }),
      );
      return [{ klantcontact: contact.uuid, isOurs: false, adressen }];
    });
  }

  function mayBe(uuid: string, event: MessageEvent): boolean {
    const message = messages.find(uuid);
    return message !== undefined && transition(message.state, event).kind === 'moved';
  }

  /** The messages carry what stands, also when another attempt wrote it. */
  function finish({ messages: uuids, units: built, at, steps = [] }: Registration): void {
    const standing = built.map((unit) => units.find(unit.klantcontact.uuid) ?? unit);
    const klantcontacten = standing.map(({ klantcontact: { uuid, nummer } }) => ({ uuid, nummer }));
    const internetaken = standing.flatMap((unit) => unit.internetaken.map(({ uuid, nummer }) => ({ uuid, nummer })));
    const nummers = [...klantcontacten, ...internetaken].map(({ nummer }) => nummer);
    for (const uuid of uuids) {
      const message = messages.find(uuid);
      if (message === undefined || !mayBe(uuid, 'registered')) continue;
      messages.replace({
        ...message,
        steps: [...message.steps, ...steps, { op: at, step: 'geregistreerd' }],
        state: stateAfter('registered') satisfies StoredMessage['state'],
        finishedAt: at,
        klantcontacten,
        internetaken,
        aliases: [...new Set([...message.aliases, ...nummers])],
      });
    }
  }
}

const FIRST_NUMMER = { klantcontact: 1_000_000_000, internetaak: 2_000_000_000 } as const;
const notOpen = () => transient('message-not-open', 'A message was finished by another attempt in the meantime');
