import type { NormaliseUnit } from '#application/ports/normalise-module.ts';
import type { Addressees } from './letter.addressee.ts';
import type { LetterConfig, LetterLimits } from './letter.config.ts';

/** The part of the configuration that crosses into the reading process. */
export interface LetterSettings {
  readonly ocr: boolean;
  readonly limits: LetterLimits;
  readonly addressees: Addressees;
}

/** A page of the largest size in colour, decoded and turned, beside PDFium's and Tesseract's own memory. */
const MEMORY_MB = 2_500;
/** Reading may use this share of its time for recognition; the rest is for opening and text layers. */
export const OCR_SHARE = 0.7;

/** How the program runs the reader of letters. */
export function letterNormaliseUnit({ ocr, limieten }: LetterConfig, addressees: Addressees): NormaliseUnit {
  const regels = addressees.regels.filter(({ als }) => als.geadresseerde !== undefined);
  const settings: LetterSettings = { ocr, limits: limieten, addressees: { ...addressees, regels } };
  return {
    module: new URL('./letter.normalise.ts', import.meta.url),
    settings,
    timeoutMs: limieten.leesSeconden * 1000,
    maxMemoryMb: MEMORY_MB,
    batchSize: 1,
  };
}
