import { createHash } from 'node:crypto';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { parseLetter } from '#channels/letter/letter.parse.ts';
import { toInboundMessage } from '#channels/letter/letter.to-inbound-message.ts';
import { verifyScan } from '#channels/letter/letter.verify.ts';
import type { TextRecognizer } from '#channels/letter/reading/text-recognizer.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import { DEMO_AFDELINGEN } from '#main/demo/demo-afdelingen.ts';
import { DEMO_REGELS } from '#main/demo/demo-regels.ts';
import { demand } from '../target.ts';
import { SEED_MOMENT } from './seed-files.ts';

const { limieten } = letterConfigSchema.parse({ map: 'scans' });
export const addressees = { afdelingen: DEMO_AFDELINGEN, medewerkers: [], regels: DEMO_REGELS };

/** In the place of Tesseract, which reads pixels and nothing of what strangers wrote. */
const recognizer: TextRecognizer = {
  recognize: ({ data, width, height }) => {
    demand(data.length === width * height, 'a page has a byte for every pixel');
    return Promise.resolve({ text: 'Betreft: een proef', words: 3, confidence: 95, doubtfulWords: [] });
  },
  close: () => Promise.resolve(),
};

/** Reads a scan as the program would, recognising nothing; of its first two pages the pictures are made, small ones. */
export async function readLetter(raw: Uint8Array, megapixels: number): Promise<Normalised> {
  const limits = { ...limieten, megapixels, ocrPaginas: 2 };
  const mediaType = verifyScan(raw, raw.byteLength, limits);
  const letter = await parseLetter(raw, mediaType, { limits, ocr: true, ocrBudgetMs: 60_000, recognizer });
  const uuid = deterministicUuid('fuzz', 'message');
  const sha256 = createHash('sha256').update(raw).digest('hex');
  const facts = { uuid, key: 'fuzz', receivedAt: SEED_MOMENT, mediaType, size: raw.byteLength, sha256, raw };
  const envelope = { fileName: 'scan.pdf', scanTime: SEED_MOMENT.toISOString() };
  return {
    kind: 'contacten',
    contacten: [toInboundMessage(letter, envelope, { ...facts, envelope: {} }, addressees)],
  };
}
