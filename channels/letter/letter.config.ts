import { z } from 'zod';

const positive = (value: number, most: number) => z.int().min(1).max(most).default(value);

/** `kanalen.brief` of the configuration. */
export const letterConfigSchema = z.strictObject({
  /** Folder of the scans; `in/`, `archief/` and `mislukt/` are made in it. */
  map: z.string().min(1),
  /** Recognise the text of scans. Off: only text layers of PDFs are read. */
  ocr: z.boolean().default(true),
  /** Seconds that a file (and its sidecar) may not have changed before it is taken. */
  stabielSeconden: z.number().min(0.1).max(3600).default(2),
  limieten: z
    .strictObject({
      /** Megabytes (1,048,576 bytes) of one file. */
      bestandMb: positive(100, 2048),
      paginas: positive(500, 10_000),
      /** Of one page: width × height, in millions. */
      megapixels: positive(200, 1_000),
      /** Pages that are recognised, from the first on: what a letter is about stands on its first pages. */
      ocrPaginas: positive(20, 500),
      /** Seconds for one document, all of its pages together. */
      leesSeconden: positive(600, 3_600),
    })
    .prefault({}),
});
export type LetterConfig = z.infer<typeof letterConfigSchema>;
export type LetterLimits = LetterConfig['limieten'];
