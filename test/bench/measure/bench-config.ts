import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { MAILBOX, type BenchServers } from './bench-servers.ts';

export const APP_SECRET = 'bench-app-secret';
/** Rules as a small municipality would have them; none holds for most mails. */
const RULES = ['paspoort', 'rijbewijs', 'parkeervergunning', 'bezwaarschrift', 'grofvuil', 'zwerfafval'];

/** The configuration under which the program is measured, or one with other ways in; answers its path. */
export async function writeBenchConfig(
  { folder, dovecot }: BenchServers,
  { name, kanalen }: { name: string; kanalen?: object } = { name: 'intake' },
): Promise<string> {
  const imap = { host: dovecot.host, port: dovecot.port, tls: false, ...MAILBOX };
  const path = join(folder, `${name}.yaml`);
  const config = {
    gemeente: 'Voorbeeldstad',
    kanalen: kanalen ?? {
      email: { mailboxes: [{ naam: 'info', imap }] },
      whatsapp: { verifyToken: 'bench', appSecret: APP_SECRET, accessToken: 'bench', stilteSeconden: 300 },
    },
    afdelingen: [
      { code: 'KCC', naam: 'Klantcontactcentrum' },
      { code: 'BURG', naam: 'Burgerzaken' },
    ],
    triage: { regels: RULES.map((word) => ({ naam: word, naar: 'BURG', als: { woorden: [word] } })) },
  };
  await writeFile(path, stringify(config));
  return path;
}
