import { z } from 'zod';
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
