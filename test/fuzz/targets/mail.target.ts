import { readMail } from '#test/golden/email/describe-mail.ts';
import { seedMails } from '#main/demo/seed/mail/seed-mails.ts';
import type { FuzzTarget } from '../target.ts';
import { checkNormalised } from './check-normalised.ts';
import { HTML_WORDS, MAIL_WORDS } from './mail-words.ts';
import { SEED_MOMENT, seedFiles, SMALL_MEDIA } from './seed-files.ts';

const LARGEST = 64 * 1024;

/** A mail from its bytes to the documents of the register. */
export const target: FuzzTarget = {
  title: 'a mail: email.normalise.ts (mailparser, html-to-text, classification, triage) up to the unit of the register',
  dictionary: [...MAIL_WORDS, ...HTML_WORDS],
  batch: 64,
  largest: LARGEST,
  seeds: async () => {
    const demo = seedMails(SEED_MOMENT, SMALL_MEDIA).map(({ raw }) => raw);
    return [
      ...demo.filter(({ byteLength }) => byteLength <= LARGEST),
      ...(await seedFiles('test/golden/email', ['.eml'], LARGEST)),
      ...(await seedFiles('../shared/fixtures/email', ['.eml', '.txt', '.raw'], 16 * 1024)),
    ];
  },
  run: async (bytes) => checkNormalised(await readMail(Buffer.from(bytes))),
};
