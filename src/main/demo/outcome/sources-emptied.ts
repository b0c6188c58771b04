import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openMailDrop, type ImapPlace } from '../entrances/append-mail.ts';

const POLL_MS = 250;

/** What still lies at the entrances after `deadlineMs`: a message that was taken in is moved away. Empty: all is well. */
export async function leftAtSources(imap: ImapPlace, scanMap: string, deadlineMs: number): Promise<string[]> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const drop = await openMailDrop(imap);
    const mails = await drop.count();
    drop.close();
    const scans = await readdir(join(scanMap, 'in'));
    const left = [
      ...(mails === 0 ? [] : [`er staan nog ${mails} mails in INBOX`]),
      ...(scans.length === 0 ? [] : [`er liggen nog ${scans.length} bestanden in ${join(scanMap, 'in')}`]),
    ];
    if (left.length === 0 || Date.now() > end) return left;
    await delay(POLL_MS);
  }
}
