import { z } from 'zod';
import { kanaalSleutelSchema } from '#domain/inbound-message/channel-name.ts';
import { toInstant } from '#domain/time/dutch-instant.ts';
import { isPasswordHash } from '#infrastructure/accounts/password.ts';

export const accountSchema = z.strictObject({
  gebruikersnaam: z
    .string()
    .regex(/^[a-z0-9._@-]{1,80}$/, { error: 'kleine letters, cijfers, . _ @ - (hoogstens 80)' }),
  naam: z.string().min(1).max(200),
  /** `scrypt$N$r$p$salt$hash`, made by `npm run intake -- wachtwoord`. */
  wachtwoord: z
    .string()
    .refine(isPasswordHash, { error: 'geen scrypt-hash: maak er een met `npm run intake -- wachtwoord`' }),
  rollen: z.array(z.enum(['kcc', 'eenheid', 'beheerder'])).min(1),
  /** Codes of afdelingen whose tasks this person sees. */
  afdelingen: z.array(z.string().min(1)).default([]),
  functie: z.string().min(1).max(40).optional(),
  email: z.email().max(254).optional(),
  telefoonnummer: z.string().max(20).optional(),
});
export type Account = z.infer<typeof accountSchema>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: 'geen SHA-256 in kleine hexadecimale cijfers' });

export const tokenSchema = z.strictObject({
  naam: z.string().min(1).max(80),
  sha256,
  rechten: z.array(z.enum(['lezen', 'schrijven'])).min(1),
  /** Codes of the units whose work it sees and touches; absent: of every unit. */
  eenheden: z.array(z.string().min(1)).min(1).optional(),
  /** Ways in whose contacts it sees, and along which it may send forms; absent: all of them. */
  kanalen: z.array(kanaalSleutelSchema).min(1).optional(),
  /** Whether it sees what is confidential. */
  vertrouwelijk: z.boolean().default(false),
  /** Accounts in whose name it may act; absent: whoever has one of its units, and never a beheerder. */
  namens: z.array(z.string().min(1)).optional(),
  /** From this moment on it is no token any more; a day begins at midnight in the Netherlands. */
  verlooptOp: z
    .string()
    .transform((written, context) => {
      const moment = toInstant(written);
      if (moment !== undefined) return moment;
      context.addIssue({ code: 'custom', message: 'geen datum (JJJJ-MM-DD)' });
      return z.NEVER;
    })
    .optional(),
  perMinuut: z.int().min(1).max(1_000_000).default(6_000),
});
export type AccessToken = z.infer<typeof tokenSchema>;

/** Who may do what. Local accounts suit small installations and the demo. */
export const toegangSchema = z.strictObject({
  tokens: z.array(tokenSchema).default([]),
  accounts: z.array(accountSchema).default([]),
  /** Token for /metrics and for the whole of /health/ready (`Authorization: Bearer ...`); absent: only this machine itself. */
  metingen: z.strictObject({ sha256 }).optional(),
});
export type Toegang = z.infer<typeof toegangSchema>;
