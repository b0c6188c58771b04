import { createAnswerTaak } from '#application/taken/answer-taak.ts';
import { createClaimNextTaak } from '#application/taken/claim-next-taak.ts';
import { createClaimTaak } from '#application/taken/claim-taak.ts';
import { createCloseTaak } from '#application/taken/close-taak.ts';
import { createGiveUpMail } from '#application/taken/give-up-mail.ts';
import { createMarkNietDoorKcc } from '#application/taken/mark-niet-door-kcc.ts';
import { createNotifyTaak } from '#application/taken/notify-taak.ts';
import { createPassOnTaak } from '#application/taken/pass-on-taak.ts';
import { createReleaseTaak } from '#application/taken/release-taak.ts';
import { createRetriageTaak } from '#application/taken/retriage-taak.ts';
import { createSendBackTaak } from '#application/taken/send-back-taak.ts';
import { createSendMail } from '#application/taken/send-mail.ts';
import { createWatchDeadline } from '#application/taken/watch-deadline.ts';
import { createReconcileTaken } from '#application/reconcile-taken.ts';
import type { Accounts } from '#application/ports/accounts.ts';
import type { MailSender } from '#application/ports/mail-sender.ts';
import type { Normaliser } from '#application/ports/normaliser.ts';
import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import { createNotifyTaakWorker } from '#workers/notify-taak/notify-taak.worker.ts';
import { createRetriageTaakWorker } from '#workers/retriage-taak/retriage-taak.worker.ts';
import { createSendMailWorker } from '#workers/send-mail/send-mail.worker.ts';
import { createWatchDeadlineWorker } from '#workers/watch-deadline/watch-deadline.worker.ts';
import type { CoreUseCases } from './create-use-cases.ts';
import type { Tools } from './tools.ts';

export interface TakenParts {
  readonly settings: RegisterSettings;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly sender: MailSender;
  readonly normaliser: Normaliser;
  readonly publicUrl: string;
  readonly graceMs: number;
}

/** Everything that happens to a task after its message was registered. */
export function createTaken(tools: Tools, { triage }: CoreUseCases, parts: TakenParts) {
  const { stores, clock, log } = tools;
  const { taken, outbox, register, messages, documents, queues: jobs } = stores;
  const { settings, accounts, sender, normaliser, publicUrl, graceMs } = parts;
  const findMedewerker = (gebruikersnaam: string) => accounts.find(gebruikersnaam);
  const deps = { taken, register, jobs, settings, findMedewerker, clock, log };
  const claimTaak = createClaimTaak({ taken, clock });
  const giveUpMail = createGiveUpMail({ ...deps, outbox });
  return {
    acts: {
      claimTaak,
      claimNextTaak: createClaimNextTaak({ taken, claimTaak }),
      releaseTaak: createReleaseTaak({ taken, clock }),
      passOnTaak: createPassOnTaak(deps),
      markNietDoorKcc: createMarkNietDoorKcc(deps),
      sendBackTaak: createSendBackTaak(deps),
      answerTaak: createAnswerTaak({ ...deps, messages, documents, outbox, accounts: sender }),
      closeTaak: createCloseTaak({ taken, clock }),
    },
    reconcile: createReconcileTaken({ taken, outbox, jobs, clock, graceMs }),
    workers: [
      createNotifyTaakWorker({ notifyTaak: createNotifyTaak({ ...deps, accounts: sender, publicUrl }) }),
      createWatchDeadlineWorker({ watchDeadline: createWatchDeadline({ ...deps, accounts: sender, publicUrl }) }),
      createRetriageTaakWorker({ retriageTaak: createRetriageTaak({ ...deps, messages, normaliser, triage }) }),
      createSendMailWorker({
        sendMail: createSendMail({ outbox, sender, giveUpMail, clock, log }),
        giveUpMail,
      }),
    ],
  };
}
