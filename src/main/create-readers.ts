import { emailConfigSchema } from '#channels/email/email.config.ts';
import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import { formNormaliseUnit } from '#channels/form/form.settings.ts';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { letterNormaliseUnit } from '#channels/letter/letter.settings.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import { createProcessNormaliser, type ProcessNormaliser } from '#infrastructure/readers/process-normaliser.ts';
import type { IntakeConfig } from './config/config.schema.ts';

/** How each channel's messages are read. What was accepted under an earlier configuration is read with defaults. */
export function createReaders(
  { kanalen, afdelingen, toegang, triage }: IntakeConfig,
  messages: Pick<MessageStore, 'openRaw'>,
): ProcessNormaliser {
  const email = kanalen.email ?? { mailboxes: [], limieten: emailConfigSchema.shape.limieten.parse(undefined) };
  const letter = kanalen.brief ?? letterConfigSchema.parse({ map: '.' });
  const addressees = { afdelingen, medewerkers: toegang.accounts, regels: triage.regels };
  return createProcessNormaliser(
    {
      form: formNormaliseUnit(),
      email: emailNormaliseUnit(email),
      letter: letterNormaliseUnit(letter, addressees),
    },
    messages,
  );
}
