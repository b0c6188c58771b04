import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { hashPassword } from '#infrastructure/accounts/password.ts';
import { MAILBOX } from './mail-server.ts';

export const APP_SECRET = 'geheim-van-de-app';
export const ACCESS_TOKEN = 'token-voor-media';
export const FORM_TOKEN = 'een-token-van-een-formulierenbouwer-voor-de-proef';
export const MEDEWERKER = 'anna';
export const WACHTWOORD = 'een-wachtwoord-voor-de-proef';
export const COLLEGA = 'bram';
/** Silence after which a conversation is finished. */
export const STILTE_SECONDEN = 3;

export interface CrashPlaces {
  readonly folder: string;
  readonly imapPort: number;
  readonly smtpPort: number;
  readonly graphUrl: string;
  readonly scanMap: string;
}

/** Writes the configuration of an invented municipality; answers its path. */
export async function writeCrashConfig(places: CrashPlaces): Promise<string> {
  const path = join(places.folder, 'intake.yaml');
  const imap = { host: '127.0.0.1', port: places.imapPort, tls: false, ...MAILBOX };
  const smtp = { host: '127.0.0.1', port: places.smtpPort, tls: false, van: 'intake@voorbeeldstad.example' };
  const wachtwoord = await hashPassword(WACHTWOORD, { N: 1024, r: 8, p: 1 });
  const accounts = [MEDEWERKER, COLLEGA].map((gebruikersnaam) => ({
    gebruikersnaam,
    naam: gebruikersnaam,
    wachtwoord,
    rollen: ['kcc', 'beheerder'],
  }));
  const sha256 = createHash('sha256').update(FORM_TOKEN).digest('hex');
  const config = {
    gemeente: 'Voorbeeldstad',
    kanalen: {
      email: { mailboxes: [{ naam: 'info', imap, smtp: { ...smtp, van: MAILBOX.user } }] },
      whatsapp: {
        verifyToken: 'token',
        appSecret: APP_SECRET,
        accessToken: ACCESS_TOKEN,
        graphUrl: places.graphUrl,
        stilteSeconden: STILTE_SECONDEN,
      },
      brief: { map: places.scanMap, ocr: false, stabielSeconden: 0.5 },
      balie: {},
      webformulier: {},
    },
    afdelingen: [
      { code: 'KCC', naam: 'Klantcontactcentrum' },
      { code: 'BURG', naam: 'Burgerzaken', email: 'burgerzaken@voorbeeldstad.example' },
    ],
    triage: { regels: [{ naam: 'paspoort', naar: 'BURG', als: { woorden: ['paspoort'] } }] },
    meldingen: { smtp },
    toegang: {
      accounts,
      tokens: [{ naam: 'proef', sha256, rechten: ['lezen', 'schrijven'], namens: [MEDEWERKER, COLLEGA] }],
    },
  };
  await writeFile(path, stringify(config));
  return path;
}
