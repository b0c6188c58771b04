import { z } from 'zod';

const text = z.string().optional().catch(undefined);

const texts = z.array(z.string()).optional().catch(undefined);

const naamSchema = z.object({ naam: text, naar: text, als: z.object({ mailbox: texts }).catch({}) }).catch({ als: {} });
const mailboxesSchema = z.object({ mailboxes: z.array(z.object({ naam: text }).catch({})) });
const accountSchema = z
  .object({ gebruikersnaam: text, afdelingen: z.array(z.string()).catch([]) })
  .catch({ afdelingen: [] });

const names = z.array(z.string()).optional().catch(undefined);
const tokenSchema = z.object({ eenheden: names, namens: names }).catch({});

/**
 * What parts of a configuration say about each other, also of one with problems: what is wrong by itself is absent here
 * and told elsewhere. Every IntakeConfig is one of these.
 */
export const configReferencesSchema = z
  .object({
    /** Absent when it is no list: then nothing can be said about who refers to it. */
    afdelingen: z
      .array(z.object({ code: text }).catch({}))
      .optional()
      .catch(undefined),
    /** Absent where no mail comes in, or where that part is wrong. */
    kanalen: z.object({ email: mailboxesSchema.optional().catch(undefined) }).catch({}),
    triage: z.object({ regels: z.array(naamSchema).catch([]) }).catch({ regels: [] }),
    toegang: z
      .object({ accounts: z.array(accountSchema).catch([]), tokens: z.array(tokenSchema).catch([]) })
      .catch({ accounts: [], tokens: [] }),
  })
  .catch({ kanalen: {}, triage: { regels: [] }, toegang: { accounts: [], tokens: [] } });
export type ConfigReferences = z.infer<typeof configReferencesSchema>;
