import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { DemoState } from './demo-state.ts';
import { openMailDrop } from './entrances/append-mail.ts';
import { dropLetter } from './entrances/drop-letter.ts';
import { postConversation } from './entrances/post-conversation.ts';
import { postForm } from './entrances/post-form.ts';
import type { DemoSeed } from './seed/demo-seed.ts';
import type { SeedForm } from './seed/form/seed-forms.ts';
import { MAILBOX } from './seed/mail/seed-mail.ts';

export interface Entrances {
  readonly address: string;
  readonly imap: { readonly host: string; readonly port: number };
  readonly scanMap: string;
}

/** Everything through the real entrance of its channel; one function per channel, so that they run side by side. */
export function createSenders(
  seed: DemoSeed,
  state: DemoState,
  { address, imap, scanMap }: Entrances,
): Readonly<Record<ChannelName, () => Promise<void>>> {
  return {
    async email() {
      const drop = await openMailDrop({ ...imap, user: MAILBOX, password: state.imapWachtwoord });
      for (const { raw } of seed.mails) await drop.append(raw);
      drop.close();
    },
    async whatsapp() {
      for (const conversation of seed.conversations) {
        await postConversation(address, state.whatsapp.appSecret, conversation);
      }
    },
    async letter() {
      for (const letter of seed.letters) await dropLetter(scanMap, letter);
    },
    async form() {
      for (const form of seed.forms) checkAnswer(form, await postForm(address, state.token, form));
    },
  };
}

/** A form builder gets its numbers at once; they must be as many as came of it. */
function checkAnswer({ kanaal, expects }: SeedForm, answer: Awaited<ReturnType<typeof postForm>>): void {
  const { klantcontacten, internetaken } = answer;
  if (klantcontacten.length === expects.klantcontacten && internetaken.length === expects.naar.length) return;
  throw new Error(
    `/formulieren/${kanaal} answered ${klantcontacten.length} klantcontacten and ${internetaken.length} internetaken`,
  );
}
