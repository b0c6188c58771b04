import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { viaOf, type ActorDeps } from './parked/parked-act.ts';
import type { Clock } from './ports/clock.ts';
import type { DocumentStore } from './ports/document-store.ts';
import type { ParkedStore } from './ports/parked-store.ts';
import type { RegisterStore } from './ports/register-store.ts';
import type { NewBytes, RepairParked } from './repair-parked.ts';

/** A parked message as it was exported, with every byte that belongs to it. */
export interface ParkedCopy {
  /** With its `raw`. */
  readonly message: StoredMessage;
  readonly taak: TaakDossier;
  /** The files of `message.herstel.vervangingen`, by their id. */
  readonly vervangingen: ReadonlyMap<string, Uint8Array>;
  /** What somebody made of it in the meantime. */
  readonly hersteld?: NewBytes;
}

export type ImportOutcome =
  /** Known here and parked; nothing new in the copy. */
  | 'unchanged'
  /** Other bytes are read from now on. */
  | 'repaired'
  /** It was not known here, and is parked again. */
  | 'restored'
  /** Known here and finished: registered, aside, or under way. Nothing is changed. */
  | 'finished';

/** Takes in a copy under its own key, so that nothing doubles however often it comes in. It stays parked. */
export type ImportParked = (copy: ParkedCopy, door: string) => Promise<ImportOutcome>;

export interface ImportDeps extends ActorDeps {
  readonly parked: Pick<ParkedStore, 'find' | 'insert'>;
  readonly repair: Pick<RepairParked, 'replaceBytes'>;
  readonly register: Pick<RegisterStore, 'reserveNummers'>;
  readonly documents: Pick<DocumentStore, 'put'>;
  readonly clock: Clock;
}

const REDEN = 'Ingelezen uit een map';

export function createImportParked(deps: ImportDeps): ImportParked {
  const { parked, repair, register, documents, clock } = deps;
  return async (copy, door) => {
    const { uuid } = copy.message;
    const found = await parked.find(uuid);
    if (found !== undefined && found.message.state !== 'parked') return 'finished';
    const isRestored = found === undefined && (await restore(copy, door));
    if (copy.hersteld !== undefined) {
      const { kind } = await repair.replaceBytes(uuid, copy.hersteld, { door, reden: REDEN });
      if (kind === 'repaired' && !isRestored) return 'repaired';
    }
    return isRestored ? 'restored' : 'unchanged';
  };

  async function restore({ message, taak, vervangingen }: ParkedCopy, door: string): Promise<boolean> {
    for (const { id, bestandsnaam, mediaType, sha256 } of message.herstel?.vervangingen ?? []) {
      const bytes = vervangingen.get(id);
      if (bytes !== undefined) await documents.put(id, bytes, { bestandsnaam, formaat: mediaType, sha256 });
    }
    const [nummer = ''] = await register.reserveNummers('internetaak', 1);
    const now = clock.now();
    // A file says nothing about who proposed what: whoever reads it in may have written it.
    const {
      vervangingen: kept = [],
      wijzigingen = [],
      weggelegdVoorstel: _weggelegd,
      heropenVoorstel: _heropen,
      ...herstel
    } = message.herstel ?? {};
    const { jobId: _, ...rest } = message;
    const restored: StoredMessage = {
      ...rest,
      internetaken: [{ uuid: taak.uuid, nummer }],
      steps: [...message.steps, { op: now, step: 'ingelezen' }],
      herstel: {
        ...herstel,
        vervangingen: kept,
        wijzigingen: [...wijzigingen, { op: now, door, handeling: 'ingelezen' }],
      },
    };
    return parked.insert(restored, reopened(taak, nummer), {
      uuid: deterministicUuid(`message:${message.uuid}`, `audit:ingelezen:${message.steps.length}`),
      op: now,
      door,
      handeling: 'bericht-ingelezen',
      ...viaOf(deps),
      objecten: [
        { soort: 'bericht', uuid: message.uuid },
        { soort: 'taak', uuid: taak.uuid },
      ],
    });
  }
}

/** The task under a nummer of this register, for anybody to pick up. */
function reopened(taak: TaakDossier, nummer: string): TaakDossier {
  const { afhandeling: _a, afgehandeldOp: _b, behandelaar: _c, opgepaktOp: _d, ...rest } = taak;
  return { ...rest, nummer, status: 'te_verwerken' };
}
