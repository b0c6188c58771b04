import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker as Thread } from 'node:worker_threads';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import { defect } from '#domain/failure/failure.ts';
import type { GrayImage } from './find-skew-angle.ts';
import { processorMs } from './time-in-hand.ts';

/** Words under this confidence (0–100) are told apart: a digit among them must fill no field by itself. */
const LOW_CONFIDENCE = 60;
const LANGUAGE_DATA = join(dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/nld'))), '4.0.0_best_int');

export interface RecognizedText {
  readonly text: string;
  readonly words: number;
  readonly confidence: number;
  /** Words under a confidence of 60, as read. */
  readonly doubtfulWords: readonly string[];
}

/**
 * Reads printed Dutch from a gray page at 300 dpi; null when the engine broke down on the page or took too long. The
 * engine (about 270 MB) starts with the first page and stays until `close`; after a page on which it failed it is
 * replaced, because its memory can no longer be trusted. Works without a network: the language data lies among the
 * installed packages. Throws `text-recognition-unavailable` (defect) when the engine cannot start.
 */
export interface TextRecognizer {
  /** `timeoutMs`: processor time. */
  recognize(page: GrayImage, timeoutMs: number): Promise<RecognizedText | null>;
  close(): Promise<void>;
}

export function createTextRecognizer(): TextRecognizer {
  let engine: Promise<Engine> | undefined;
  const close = async () => {
    const ending = engine;
    engine = undefined;
    await ending?.then(({ worker }) => worker.terminate()).catch(() => undefined);
  };
  return {
    async recognize(page, timeoutMs) {
      engine ??= startEngine();
      const { worker, crash } = await engine;
      const timeout = startTimeout(timeoutMs);
      try {
        const read = worker.recognize(toPgm(page), {}, { text: true, tsv: true });
        const answer = await Promise.race([read, crash, timeout.over]);
        if (answer !== null) return { text: answer.data.text.trim(), ...weighWords(answer.data.tsv ?? '') };
      } catch {
        // What the engine says of its own end helps nobody; the page goes to a person.
      } finally {
        timeout.stop();
      }
      await close();
      return null;
    },
    close,
  };
}

/** `crash` resolves only when the engine's thread dies; the library itself would then wait for ever. */
interface Engine {
  readonly worker: Worker;
  readonly crash: Promise<null>;
}

async function startEngine(): Promise<Engine> {
  try {
    const worker = await createWorker('nld', OEM.LSTM_ONLY, {
      langPath: LANGUAGE_DATA,
      gzip: true,
      cacheMethod: 'none',
      // Without a handler of ours the library throws from an event listener, where nobody can catch it.
      errorHandler: () => undefined,
    });
    const { worker: thread } = worker as unknown as { worker: Thread };
    const crash = new Promise<null>((resolve) => {
      thread.once('error', () => {
        resolve(null);
      });
    });
    await worker.setParameters({
      tessedit_pageseg_mode: PSM.SINGLE_COLUMN,
      user_defined_dpi: '300',
      debug_file: '/dev/null',
    });
    return { worker, crash };
  } catch (cause) {
    throw defect('text-recognition-unavailable', 'Text recognition cannot start', { cause });
  }
}

/** The engine that gets no time at all ends by the clock, after this many times its limit. */
const WAITING_TIMES = 10;
const LOOK_MS = 50;

/** A machine that is busy with other things takes nothing from a page's time: that of this process counts. */
function startTimeout(limitMs: number) {
  const [start, clock] = [processorMs(), performance.now()];
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setInterval(() => {
      const waited = performance.now() - clock;
      if (processorMs() - start > limitMs || waited > WAITING_TIMES * limitMs) resolve(null);
    }, LOOK_MS);
  });
  return {
    over,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Portable graymap: a header and the pixels as they are, so nothing is compressed to be unpacked a moment later. */
function toPgm({ data, width, height }: GrayImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data]);
}

/** Tesseract's table has a row per word (level 5), its confidence in column 11 and the word in column 12. */
function weighWords(tsv: string): Omit<RecognizedText, 'text'> {
  const words = tsv
    .split('\n')
    .map((row) => row.split('\t'))
    .map(([level, ...columns]) => ({ level, confidence: Number(columns[9]), word: columns[10]?.trim() ?? '' }))
    .filter(({ level, word }) => level === '5' && /[\p{L}\p{N}]/u.test(word));
  const sum = words.reduce((total, { confidence }) => total + confidence, 0);
  return {
    words: words.length,
    confidence: words.length === 0 ? 0 : sum / words.length,
    doubtfulWords: words.filter(({ confidence }) => confidence < LOW_CONFIDENCE).map(({ word }) => word),
  };
}
