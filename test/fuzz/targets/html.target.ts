import { htmlToPlainText } from '#channels/email/email.html-to-text.ts';
import { detectLanguage } from '#channels/email/email.language.ts';
import { toNewText } from '#channels/email/email.new-text.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import { characterCount, cutText } from '#domain/text/cut-text.ts';
import type { FuzzTarget } from '../target.ts';
import { demand } from '../target.ts';
import { HTML_WORDS } from './mail-words.ts';
import { SEED_MOMENT, seedFiles, SMALL_MEDIA } from './seed-files.ts';
import { seedMails } from '#main/demo/seed/mail/seed-mails.ts';

const LIMIT = 1_000_000;

/** The body of a mail as text: HTML taken away, history taken away, cut for the register. */
export const target: FuzzTarget = {
  title: 'the text of a mail: email.html-to-text.ts, new-text, language, cut-text',
  dictionary: HTML_WORDS,
  batch: 64,
  largest: 64 * 1024,
  seeds: async () => [
    ...(await seedFiles('../shared/fixtures/reply-text', ['.txt', '.html', '.eml', '.json'], 16 * 1024)),
    ...(await seedFiles('test/golden/email', ['.eml'], 16 * 1024)),
    ...seedMails(SEED_MOMENT, SMALL_MEDIA)
      .map(({ raw }) => raw)
      .filter(({ byteLength }) => byteLength < 16 * 1024),
  ],
  run: (bytes) => {
    const page = Buffer.from(bytes).toString('utf8');
    const text = htmlToPlainText(page, LIMIT);
    demand(text.length <= 20 * page.length + 100, 'the text of a page is not much longer than the page');
    for (const one of [text, page]) {
      const own = toNewText(one);
      demand(own.length <= one.length, 'new text is a part of the text');
      const language = detectLanguage(own);
      demand(language === undefined || /^[a-z]{3}$/.test(language), 'a language has three letters');
      const clean = cleanText(one);
      demand(cleanText(clean) === clean, 'clean text stays as it is');
      demand(characterCount(cutText(clean, 1_000)) <= 1_000, 'cut text has at most so many characters');
    }
  },
};
