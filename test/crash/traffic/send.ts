import { createRandom } from '../plan/random.ts';
import type { Sending } from '../plan/sending.ts';
import type { Outside } from './outside.ts';
import { sendForm } from './send-form.ts';
import { sendLetter } from './send-letter.ts';
import { sendMail } from './send-mail.ts';
import { sendWhatsapp } from './send-whatsapp.ts';

const SENDERS = { mail: sendMail, whatsapp: sendWhatsapp, form: sendForm, letter: sendLetter };

/** Resolves when the outside knows that its message was taken. */
export function send(outside: Outside, sending: Sending): Promise<void> {
  const [entrance = ''] = sending.kind.split('/');
  return SENDERS[entrance as keyof typeof SENDERS](outside, sending, createRandom(sending.seed));
}
