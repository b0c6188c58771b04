import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { EMAILADRES } from '#domain/klantcontact/digitaal-adres.schema.ts';
import { buildNotice, type NoticeSoort } from '#domain/uitgaand/build-notice.ts';
import { SYSTEEM, uitgaandSchema, type Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import type { MailAccounts } from '../ports/mail-sender.ts';
import type { TaakStore } from '../ports/taak-store.ts';
import { drawLot } from './draw-lot.ts';

export interface NoticeDeps {
  readonly taken: TaakStore;
  readonly accounts: MailAccounts;
  /** Where staff find the screens, without a slash at the end. */
  readonly publicUrl: string;
}

/**
 * The notice for the first of these actors that has an e-mail address; undefined when none has, or when nothing can be
 * sent. `systeem` sends it when it is configured, else the first mailbox that can.
 */
export async function writeNotice(
  { taken, accounts, publicUrl }: NoticeDeps,
  dossier: TaakDossier,
  soort: NoticeSoort,
  actoren: readonly string[],
  now: Date,
): Promise<Uitgaand | undefined> {
  const naam = accounts.names.includes(SYSTEEM) ? SYSTEEM : accounts.names[0];
  const adres = naam === undefined ? undefined : accounts.addressOf(naam);
  if (naam === undefined || adres === undefined) return undefined;
  const known = new Map((await taken.findActoren(actoren)).map(({ uuid, emailadres }) => [uuid, emailadres]));
  const aan = actoren
    .map((uuid) => known.get(uuid))
    .find((address) => address !== undefined && EMAILADRES.test(address));
  if (aan === undefined) return undefined;
  const link = `${publicUrl}/taken/${dossier.nummer}`;
  return uitgaandSchema.parse(buildNotice(dossier, { lot: drawLot(), soort, aan, van: { naam, adres }, link, now }));
}
