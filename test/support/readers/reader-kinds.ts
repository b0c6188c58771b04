import { readFileSync } from 'node:fs';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import { formNormaliseUnit } from '#channels/form/form.settings.ts';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { letterNormaliseUnit } from '#channels/letter/letter.settings.ts';
import type { NormaliseInput, NormaliseUnit } from '#application/ports/normalise-module.ts';
import { printed, tiff, typedPdf } from '../letter/pages.ts';
import { inputOf } from './input-of.ts';

/** How the program runs a kind of reader, and sound messages for it, each with words that are in it. */
export interface ReaderKind {
  readonly unit: NormaliseUnit;
  readonly messages: () => Promise<readonly { input: NormaliseInput; words: string }[]>;
}

const LETTER = `Geachte heer, mevrouw,

Hierbij vraag ik een vergunning aan voor het kappen van een esdoorn in mijn achtertuin.
De boom is ziek en staat te dicht op de schuur van mijn buren.`;
const MAIL = new URL('../../golden/email/alleen-html/input.eml', import.meta.url);
const FORM = {
  inzendingId: 'f-1',
  betrokkenen: [{ rol: 'klant', volledigeNaam: 'A. de Vries', emailadres: 'a@voorbeeld.example' }],
  onderwerpen: [{ onderwerp: 'Afval', vraag: 'Wanneer komt het grofvuil?', opvolging: {} }],
};

/** Every kind of reader that the program has, by its channel. */
export const READER_KINDS: Readonly<Record<string, ReaderKind>> = {
  email: {
    unit: emailNormaliseUnit({ mailboxes: [], limieten: emailConfigSchema.shape.limieten.parse(undefined) }),
    messages: async () => [
      { input: inputOf(readFileSync(MAIL), { mailbox: 'info', folder: 'INBOX' }), words: 'Grofvuil' },
    ],
  },
  form: {
    unit: formNormaliseUnit(),
    messages: async () => [
      {
        input: inputOf(Buffer.from(JSON.stringify(FORM)), { kanaal: 'webformulier', contentSha256: '0' }),
        words: 'grofvuil',
      },
    ],
  },
  letter: {
    unit: letterNormaliseUnit(letterConfigSchema.parse({ map: 'x' }), { afdelingen: [], medewerkers: [], regels: [] }),
    messages: async () => {
      const scans = await printed(300, LETTER, LETTER);
      const documents = [await typedPdf(LETTER), await tiff(scans, 'ccittfax4'), scans[0] ?? Buffer.of()];
      const envelope = { fileName: 'brief', scanTime: '2026-11-20T09:15:00Z' };
      return documents.map((bytes) => ({ input: inputOf(bytes, envelope), words: 'esdoorn' }));
    },
  },
};
