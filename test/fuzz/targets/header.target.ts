import { isUtf8 } from 'node:buffer';
import { attachmentName } from '#channels/email/email.attachment-name.ts';
import { toUtf8 } from '#channels/email/email.charset.ts';
import { scanHeaderBlock } from '#channels/email/email.header-block.ts';
import { fingerprintMail } from '#channels/email/email.message-key.ts';
import { isNestedDeeperThan } from '#channels/email/email.mime-depth.ts';
import type { FuzzTarget } from '../target.ts';
import { demand } from '../target.ts';
import { checkFileName } from './check-normalised.ts';
import { MAIL_WORDS } from './mail-words.ts';
import { seedFiles } from './seed-files.ts';

/** What is done with a mail before a parser sees it, also in the thread that takes mail in. */
export const target: FuzzTarget = {
  title: 'the header of a mail: email.header-block.ts, charset, key, depth of MIME, names of attachments',
  dictionary: MAIL_WORDS,
  batch: 128,
  largest: 64 * 1024,
  seeds: async () => [
    ...(await seedFiles('test/golden/email', ['.eml'], 8 * 1024)),
    ...(await seedFiles('../shared/fixtures/email', ['.eml', '.txt', '.raw'], 4 * 1024)),
  ],
  run: async (bytes) => {
    const raw = Buffer.from(bytes);
    const header = scanHeaderBlock(raw);
    demand(header.bodyStart >= 0 && header.bodyStart <= raw.byteLength, 'a body begins inside its mail');
    for (const { name, value } of header.fields) {
      demand(name === name.toLowerCase() && name !== '', 'a field has a name in lower case');
      demand(!value.includes('\n'), 'a field is unfolded');
    }
    const fields = header.fields.slice(0, 20);
    demand(isUtf8(toUtf8(raw, fields[0]?.value)), 'what was read in a character set is UTF-8');
    for (const [place, { value }] of fields.entries()) {
      checkFileName(attachmentName(value, fields[place + 1]?.value.toLowerCase() ?? '', place));
    }
    isNestedDeeperThan(raw, 50);
    const { key, aliases } = await fingerprintMail('info', raw);
    demand(key.length <= 200 && aliases.every((alias) => alias.length <= 310), 'a key and its aliases fit the ledger');
  },
};
