import { createHash } from 'node:crypto';
import type { Verklaring } from '#domain/records/verklaring.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { Mongo } from '../connection.ts';
import { anonymiseGroup } from './anonymise-group.ts';
import { isDue, type ContactGroup, type DueBefore } from './collect-group.ts';
import { collectionOf, idsOf } from './collections.ts';
import { options, type Session } from '../session.ts';
import { createDestructionLog } from './destruction-log.ts';
import { emptyMessages } from './empty-messages.ts';
import type { PersonRecords } from './find-person.ts';
import { isBusy } from './is-busy.ts';
import { NOTHING } from './portie.ts';
import { removeConversations } from './remove-conversations.ts';
import { removeGroup } from './remove-group.ts';

/** What would happen, and what must be finished by people first. */
export interface ErasePlan {
  readonly vernietigen: readonly ContactGroup[];
  readonly anonimiseren: readonly ContactGroup[];
  /** Nummers of tasks that are not done: who waits for an answer cannot be erased. */
  readonly openTaken: readonly string[];
  /** Messages that are still open or parked, conversations that go on, and contacts with an answer on its way. */
  readonly nogBezig: number;
  readonly losseBerichten: readonly string[];
  /** Stands for exactly these records: what is carried out is what was shown. */
  readonly code: string;
}

/** What is old enough as a whole, and in no zaak, is destroyed; the rest loses whose it was. */
export function planErasure(records: PersonRecords, dueBefore: DueBefore): ErasePlan {
  const mayGo = (group: ContactGroup) => !group.inZaak && isDue(group, dueBefore);
  const free = records.groups.filter(({ openTaken, onverzonden }) => openTaken.length === 0 && !onverzonden);
  const losseBerichten = records.losseBerichten.filter(({ state }) => state === 'aside').map(({ uuid }) => uuid);
  const plan = {
    vernietigen: free.filter(mayGo),
    anonimiseren: free.filter((group) => !mayGo(group)),
    openTaken: records.groups.flatMap(({ openTaken }) => openTaken),
    nogBezig:
      records.groups.filter(({ onverzonden }) => onverzonden).length +
      records.losseBerichten.length -
      losseBerichten.length +
      records.gesprekken.filter(({ state, leeg }) => state !== 'finished' && !leeg).length,
    losseBerichten,
  };
  return { ...plan, code: codeOf(records, plan) };
}

/** Carries the plan out and keeps the report of it. Repeating it finds less each time. */
export async function erasePerson(
  mongo: Mongo,
  clock: Clock,
  records: PersonRecords,
  plan: ErasePlan,
  by: { readonly door: string; readonly reden: string },
): Promise<Verklaring> {
  const { connection } = mongo;
  const { door } = by;
  const log = createDestructionLog(mongo, clock);
  const report = await log.begin({ soort: 'avg-verzoek', ...by, regels: [] });
  const now = clock.now();
  for (const [naam, groups] of [
    ['vernietigd', plan.vernietigen],
    ['geanonimiseerd', plan.anonimiseren],
  ] as const) {
    for (const group of groups) {
      await log.destroy(
        report,
        naam,
        door,
        {
          kind: 'due',
          aantal: group.klantcontacten.length,
          objecten: group.klantcontacten.map(({ uuid }) => ({ soort: 'klantcontact', uuid })),
          remove: async (session) => {
            if (await isBusy(connection, group, session)) return NOTHING;
            return naam === 'vernietigd'
              ? removeGroup(connection, group, now, session)
              : anonymiseGroup(connection, group, records.betrokkenen, now, session);
          },
        },
        `gewist (AVG): ${naam}`,
      );
    }
  }
  const { losseBerichten } = plan;
  await log.destroy(
    report,
    'los',
    door,
    {
      kind: 'due',
      aantal: losseBerichten.length,
      objecten: losseBerichten.map((uuid) => ({ soort: 'bericht', uuid })),
      remove: async (session) => {
        const remove = async (name: string, filter: object) =>
          (await collectionOf(connection, name).deleteMany(filter, options(session))).deletedCount;
        const taakdossiers = await remove('taakdossiers', { messages: { $in: losseBerichten }, status: 'verwerkt' });
        const emptied = await emptyMessages(connection, losseBerichten, 'gone', now, session);
        const { gesprekken, files } = await removeConversations(connection, losseBerichten, session);
        const uitgaand = await remove('uitgaand', { _id: { $in: sendable() }, state: { $ne: 'open' } });
        const empty = await removeEmpty(session);
        const whatsapppayloads = await remove('whatsapppayloads', {
          _id: { $in: [...records.leveringen] },
          state: { $ne: 'open' },
        });
        return {
          tellingen: {
            berichten: emptied.count,
            taakdossiers,
            gesprekken: gesprekken + empty,
            uitgaand,
            whatsapppayloads,
          },
          files: [...emptied.files, ...files],
        };
      },
    },
    'gewist (AVG): los',
  );
  return log.end(report);

  /** Whoever was about to join it opens another. */
  async function removeEmpty(session: Session): Promise<number> {
    const found = { $in: records.gesprekken.filter(({ leeg }) => leeg).map(({ uuid }) => uuid) };
    const still = { _id: found, 'messages.0': { $exists: false } };
    const ids = { $in: await idsOf(connection, 'conversations', still, session) };
    await collectionOf(connection, 'openconversations').deleteMany({ conversation: ids }, options(session));
    const { deletedCount } = await collectionOf(connection, 'conversations').deleteMany({ _id: ids }, options(session));
    return deletedCount;
  }

  /** While somebody's task is open, its mail stays with it. */
  function sendable(): string[] {
    return plan.openTaken.length > 0 ? [] : [...records.uitgaand];
  }
}

function codeOf(records: PersonRecords, plan: Omit<ErasePlan, 'code'>): string {
  const ids = (groups: readonly ContactGroup[]) =>
    groups.flatMap(({ klantcontacten }) => klantcontacten.map(({ uuid }) => uuid)).sort();
  const all = [
    ids(plan.vernietigen),
    ids(plan.anonimiseren),
    [...plan.losseBerichten].sort(),
    [...records.leveringen].sort(),
  ];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 8);
}
