import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import type { Handelende } from '#domain/actor/handelende.ts';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { Log } from '../ports/log.ts';
import type { RegisterStore } from '../ports/register-store.ts';
import type { TaakStore } from '../ports/taak-store.ts';

/** What the acts on a task need. */
export interface TakenDeps {
  readonly taken: TaakStore;
  readonly register: Pick<RegisterStore, 'reserveNummers'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly settings: Pick<RegisterSettings, 'kanalen' | 'termijnWerkdagen' | 'isHoliday'>;
  /** Someone who can log in, by gebruikersnaam. */
  readonly findMedewerker: (gebruikersnaam: string) => Medewerker | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who acts on which task (its uuid). */
export interface TaakRequest {
  readonly taak: string;
  readonly medewerker: Handelende;
}
