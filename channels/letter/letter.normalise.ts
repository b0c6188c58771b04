import sharp from 'sharp';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import { letterEnvelopeSchema } from './letter.envelope.ts';
import { parseLetter } from './letter.parse.ts';
import { OCR_SHARE, type LetterSettings } from './letter.settings.ts';
import { toInboundMessage } from './letter.to-inbound-message.ts';
import { verifyScan } from './letter.verify.ts';
import { createTextRecognizer } from './reading/text-recognizer.ts';

// One picture at a time and none of them twice: a cache would only hold memory.
sharp.cache(false);
sharp.concurrency(1);

/** One engine for as long as the reading process lives; it starts with the first scanned page. */
const recognizer = createTextRecognizer();

/** Reads one accepted scan: a klantcontact. Throws unprocessable Failures, or a defect when recognition cannot start. */
export async function normalise(
  input: NormaliseInput,
  settings: LetterSettings,
  progress: () => void = () => undefined,
): Promise<Normalised> {
  const { limits, ocr, addressees } = settings;
  const envelope = letterEnvelopeSchema.parse(input.envelope);
  const mediaType = verifyScan(input.raw, envelope.originalSize ?? input.raw.byteLength, limits);
  const ocrBudgetMs = limits.leesSeconden * 1000 * OCR_SHARE;
  const letter = await parseLetter(input.raw, mediaType, { limits, ocr, ocrBudgetMs, recognizer, progress });
  return { kind: 'contacten', contacten: [toInboundMessage(letter, envelope, input, addressees)] };
}
