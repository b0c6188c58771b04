import type { Normaliser } from '#application/ports/normaliser.ts';
import { createRepairingNormaliser } from '#application/parked/repairing-normaliser.ts';
import { createReleaseParked } from '#application/release-parked.ts';
import { createReopenMessage } from '#application/reopen-message.ts';
import { createRepairParked } from '#application/repair-parked.ts';
import type { IntakeConfig } from './config/config.schema.ts';
import type { Stores } from './connect-stores.ts';
import type { createWhatsapp } from './create-whatsapp.ts';
import { explainParked } from './explain-parked.ts';
import type { Tools } from './tools.ts';

/** Readers that read what people put in the place of unreadable bytes, and believe what they filled in. */
export function createRepairingReaders(
  normaliser: Normaliser,
  { documents }: Pick<Stores, 'documents'>,
  { afdelingen }: Pick<IntakeConfig, 'afdelingen'>,
): Normaliser {
  const findEenheid = (geadresseerde: string) => {
    const wanted = geadresseerde.toLowerCase();
    return afdelingen.find(({ code, naam }) => [code, naam].some((one) => one.toLowerCase() === wanted))?.code;
  };
  return createRepairingNormaliser({ normaliser, documents, findEenheid });
}

interface ParkedParts {
  readonly config: Pick<IntakeConfig, 'parkeren'>;
  readonly whatsapp: Pick<ReturnType<typeof createWhatsapp>, 'reconcile'>;
}

/** What people do with parked messages on the screens. */
export function createParkedActs({ stores, clock, log }: Tools, { config, whatsapp }: ParkedParts) {
  const { parked, taken, documents, queues: jobs } = stores;
  const nudge = () => void whatsapp.reconcile().catch(() => log.warn({}, 'parked-nudge-failed'));
  const deps = { parked, taken, documents, jobs, nudge, clock };
  return {
    explainParked,
    parkedActs: {
      ...createReleaseParked({ ...deps, vierOgen: () => config.parkeren.vierOgen }),
      ...createRepairParked(deps),
      ...createReopenMessage({ ...deps, vierOgen: () => config.parkeren.vierOgen }),
    },
  };
}
