import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { formNormaliseUnit } from '#channels/form/form.settings.ts';
import { createProcessNormaliser, type ProcessNormaliser } from '#infrastructure/readers/process-normaliser.ts';
import type { IntakeConfig } from './config/config.schema.ts';

/** How each channel's messages are read. What was accepted under an earlier configuration is read with defaults. */
export function createReaders({ kanalen }: IntakeConfig): ProcessNormaliser {
  return createProcessNormaliser({
    form: formNormaliseUnit(),
    email: emailNormaliseUnit(
      kanalen.email ?? { mailboxes: [], limieten: emailConfigSchema.shape.limieten.parse(undefined) },
    ),
  });
}
