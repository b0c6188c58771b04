import type { NormaliseUnit, ReaderRights } from '#application/ports/normalise-module.ts';
import type { Addressees } from './letter.addressee.ts';
import type { LetterConfig, LetterLimits } from './letter.config.ts';

/** The part of the configuration that crosses into the reading process. */
export interface LetterSettings {
  readonly ocr: boolean;
  readonly limits: LetterLimits;
  readonly addressees: Addressees;
}

/** 512 with what the reading process adds for Node; the largest pages that were measured take 420 (README). */
const MEMORY_MB = 412;
/** Milliseconds: opening, one page's text layer or one picture takes at most one second of a sound scan. */
const STEP_MS = 3_000;
/** Reading may use this share of its time for recognition; the rest is for opening and text layers. */
export const OCR_SHARE = 0.7;

/** sharp is native code; PDFium and Tesseract are WebAssembly, the one as a file and the other in a thread. */
const RIGHTS: ReaderRights = {
  addons: ['sharp'],
  threads: [import.meta.resolve('tesseract.js/src/worker-script/node/index.js')],
  builtins: ['fs', 'fs/promises', 'module', 'worker_threads'],
  wasm: true,
};

/** How the program runs the reader of letters. */
export function letterNormaliseUnit({ ocr, limieten }: LetterConfig, addressees: Addressees): NormaliseUnit {
  const regels = addressees.regels.filter(({ als }) => als.geadresseerde !== undefined);
  const settings: LetterSettings = { ocr, limits: limieten, addressees: { ...addressees, regels } };
  return {
    module: new URL('./letter.normalise.ts', import.meta.url),
    settings,
    rights: RIGHTS,
    timeoutMs: limieten.leesSeconden * 1000,
    stepMs: STEP_MS,
    maxMemoryMb: MEMORY_MB,
    batchSize: 1,
  };
}
