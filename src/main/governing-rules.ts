import type { Spelregels } from '#domain/regels/spelregels.ts';
import { kenmerkOf } from '#infrastructure/accounts/local-accounts.ts';
import type { IntakeConfig } from './config/config.schema.ts';

/** What of a configuration governs whoever works with this database, from this machine or another. */
export const toGoverningRules = ({ parkeren, bewaren, kanaalwaarden, toegang }: IntakeConfig): Spelregels => ({
  vierOgen: parkeren.vierOgen,
  bewaren,
  kanaalwaarden,
  accounts: toegang.accounts.map((account) => ({
    gebruikersnaam: account.gebruikersnaam,
    rollen: account.rollen,
    kenmerk: kenmerkOf(account),
  })),
});
