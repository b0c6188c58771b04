import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { hashPassword } from '#infrastructure/accounts/password.ts';
import { demoAccounts } from './demo-accounts.ts';
import { DEMO_AFDELINGEN } from './demo-afdelingen.ts';
import { DEMO_REGELS } from './demo-regels.ts';
import type { DemoState } from './demo-state.ts';
import { MAILBOX } from './seed/mail/seed-mail.ts';
import { PHONE_NUMBER_ID } from './seed/whatsapp/seed-conversation.ts';

export interface DemoPlaces {
  readonly imap: { readonly host: string; readonly port: number };
  readonly smtpPort: number;
  readonly graphUrl: string;
  readonly scanMap: string;
}

/** The demo's own program reads everything, and for no longer than a demo lasts. */
const TOKEN_LIMITS = {
  eenheden: DEMO_AFDELINGEN.map(({ code }) => code),
  vertrouwelijk: true,
  verlooptOp: new Date(Date.now() + 60 * 86_400_000).toISOString(),
};

/** Silence after which the demo's conversations are finished: long enough to be a burst, short enough to watch. */
export const STILTE_SECONDEN = 3;

/**
 * Writes the configuration of Voorbeeldstad as an operator would, for the owner's eyes only, and answers its path: the
 * demo starts from it as `npm start` does, and the command line can be pointed at it.
 */
export async function writeDemoConfig(dataDir: string, state: DemoState, places: DemoPlaces): Promise<string> {
  const path = join(dataDir, 'intake.yaml');
  await writeFile(path, stringify(await demoConfig(state, places)), { mode: 0o600 });
  return path;
}

async function demoConfig(state: DemoState, { imap, smtpPort, graphUrl, scanMap }: DemoPlaces): Promise<object> {
  const mailbox = {
    naam: 'info',
    imap: { host: imap.host, port: imap.port, tls: false, user: MAILBOX, password: state.imapWachtwoord },
    smtp: { host: '127.0.0.1', port: smtpPort, tls: false, van: MAILBOX },
  };
  const accounts = await Promise.all(
    demoAccounts(state).map(async (account) => ({ ...account, wachtwoord: await hashPassword(account.wachtwoord) })),
  );
  const sha256 = createHash('sha256').update(state.token).digest('hex');
  return {
    gemeente: 'Voorbeeldstad',
    kanalen: {
      email: { mailboxes: [mailbox] },
      whatsapp: {
        ...state.whatsapp,
        graphUrl,
        phoneNumberIds: [PHONE_NUMBER_ID],
        stilteSeconden: STILTE_SECONDEN,
      },
      brief: { map: scanMap, ocr: true },
      balie: {},
      telefoon: {},
      webformulier: {},
    },
    afdelingen: DEMO_AFDELINGEN,
    triage: { regels: DEMO_REGELS },
    toegang: { accounts, tokens: [{ naam: 'demo', sha256, rechten: ['lezen', 'schrijven'], ...TOKEN_LIMITS }] },
  };
}
