import type { GiveUpMail } from '#application/taken/give-up-mail.ts';
import type { SendMail } from '#application/taken/send-mail.ts';
import type { JobWorker } from '../worker.ts';

export interface SendMailWorkerDeps {
  readonly sendMail: SendMail;
  readonly giveUpMail: GiveUpMail;
}

export function createSendMailWorker({ sendMail, giveUpMail }: SendMailWorkerDeps): JobWorker<'send-mail'> {
  return {
    job: 'send-mail',
    handle: ({ uitgaand }) => sendMail(uitgaand),
    // A day of trying has not helped: a person must reach the citizen in another way.
    exhausted: ({ uitgaand }, { code }) => giveUpMail(uitgaand, code),
  };
}
