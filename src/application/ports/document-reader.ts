import type { DocumentReading } from '#domain/letter/document-reading.ts';

/** `pdfPages` also bounds the pages of a TIFF; `imageMegapixels` is width × height of one page, in millions. */
export type DocumentLimits = { pdfPages: number; imageMegapixels: number };

export type ReadDocumentOptions = {
  fileName: string;
  limits: DocumentLimits;
  /** false: only text layers are read; a scanned page then comes back empty with source `none`. */
  ocr: boolean;
  language: 'nld';
};

/**
 * Reads the text of a PDF, TIFF, JPEG or PNG, away from the event loop of the caller.
 *
 * `read` ends within its time limit, whatever the bytes are: with a reading, or with a Failure of kind `unprocessable`
 * and one of the codes `document-type-unsupported`, `document-empty`, `document-corrupt`, `document-encrypted`,
 * `document-too-many-pages`, `image-too-large`, `document-timeout`, `document-reader-crashed`. A failure of kind
 * `defect` means that the reader itself is not in order and says nothing about the document. The same bytes give the
 * same text. Nothing is kept between two calls but the loaded recogniser; the bytes are not modified.
 */
export type DocumentReader = {
  read(bytes: Uint8Array, options: ReadDocumentOptions): Promise<DocumentReading>;
  /** Ends every thread; a read under way is refused. The reader cannot be used afterwards. */
  close(): Promise<void>;
};
