import { createImportParked } from '#application/import-parked.ts';
import { createReleaseParked } from '#application/release-parked.ts';
import { createReopenMessage } from '#application/reopen-message.ts';
import { createRepairParked } from '#application/repair-parked.ts';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
import type { Mongo } from '#infrastructure/mongo/connection.ts';
import { createParkedRepository } from '#infrastructure/mongo/parked-repository.ts';
import { createTaakRepository } from '#infrastructure/mongo/taak-repository.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { createSpine, newMessage } from '../spine/create-spine.ts';

export interface ParkedWorldOptions {
  readonly vierOgen?: boolean;
  /** What the server can do; absent: what it says. */
  readonly transactions?: false;
}

/** The spine with what people do to parked messages; the bytes `unreadable` are what cannot be read. */
export async function createParkedWorld(stores: IsolatedStores, options: ParkedWorldOptions = {}) {
  const spine = await createSpine(stores);
  const { documents, messages, register, jobs } = spine;
  const mongo: Mongo =
    options.transactions === undefined
      ? spine.mongo
      : { ...spine.mongo, transactions: false, transact: (work) => work(undefined) };
  const clock = { now: () => new Date() };
  const parked = createParkedRepository(mongo, documents);
  const taken = createTaakRepository(mongo);
  const deps = { parked, taken, documents, jobs, clock };
  const repair = createRepairParked(deps);
  let place = 0;
  return {
    ...spine,
    parked,
    taken,
    repair,
    release: createReleaseParked({ ...deps, vierOgen: () => options.vierOgen === true }),
    reopen: createReopenMessage({ ...deps, vierOgen: () => options.vierOgen === true }).reopen,
    importParked: createImportParked({ parked, repair, register, documents, clock }),
    /** A message that was accepted, could not be read, and waits for a person. */
    async parkOne(text = 'unreadable') {
      place += 1;
      const message = newMessage(text, place);
      await spine.acceptMessages([message]);
      if (text === 'unreadable') await spine.registerMessages('email', [message.uuid]);
      else await spine.parkMessage(message.uuid, { code: 'mail-unreadable' });
      return message;
    },
    async messageOf(uuid: string) {
      const [message] = await messages.find([uuid], { raw: true });
      if (message === undefined) throw new Error('there is no such message');
      return message;
    },
    taakOf: (uuid: string) => taken.find(herstelTaakUuid(uuid)),
    /** Everything that stands registered for this message. */
    async unitOf(uuid: string) {
      const { klantcontacten } = (await messages.find([uuid], { raw: false }))[0] ?? { klantcontacten: [] };
      const ids = klantcontacten.map((one) => one.uuid);
      const read = (name: string, filter: object) => spine.collection(name).find(filter).toArray();
      const bijlagen = await read('bijlagen', { wasBijlageVanKlantcontact: { $in: ids } });
      const betrokkenen = await read('betrokkenen', { hadKlantcontact: { $in: ids } });
      return {
        contacten: await read('klantcontacten', { _id: { $in: ids as never[] } }),
        betrokkenen,
        adressen: await read('digitaleadressen', {
          verstrektDoorBetrokkene: { $in: betrokkenen.map(({ _id }) => _id) },
        }),
        dossiers: await read('taakdossiers', { klantcontact: { $in: ids } }),
        documenten: await read('informatieobjecten', {
          _id: {
            $in: bijlagen.map(
              ({ bijlageidentificator }) => (bijlageidentificator as { objectId: string }).objectId,
            ) as never[],
          },
        }),
      };
    },
  };
}
export type ParkedWorld = Awaited<ReturnType<typeof createParkedWorld>>;
