import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpError } from '../errors/http-error.ts';

/** What the form of a replacing file sent; its token was looked at before. */
export interface Upload {
  readonly reden: string;
  readonly bestand?: { readonly naam: string; readonly bytes: Uint8Array };
}

/** As the largest mail that is taken in. */
const LARGEST_FILE = 50 * 1024 * 1024;
/** With what a form has around its file. */
export const UPLOAD_LIMIT = LARGEST_FILE + 64 * 1024;

/** Multipart for the routes of this scope alone: one file, in memory, of at most 50 MB; 413 above it. */
export async function addUpload(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, {
    limits: { fileSize: LARGEST_FILE, files: 1, fields: 4, parts: 5, fieldSize: 10_000, headerPairs: 50 },
  });
}

/** Reads the whole form, so that what follows finds its fields where those of every form are. */
export async function readUpload(request: FastifyRequest): Promise<void> {
  try {
    request.body = await readParts(request);
  } catch (thrown) {
    // The parser throws plain errors at forms that are broken or end too early: that is the sender's fault, not ours.
    if (typeof (thrown as { statusCode?: unknown }).statusCode === 'number') throw thrown;
    throw new HttpError(400, 'parse_error', 'Onleesbare aanvraag', {
      detail: 'Het formulier kwam niet heel aan. Probeer het opnieuw.',
    });
  }
}

async function readParts(request: FastifyRequest): Promise<Upload> {
  const upload: { -readonly [name in keyof Upload]: Upload[name] } = { reden: '' };
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (part.fieldname === 'bestand' && bytes.byteLength > 0) upload.bestand = { naam: part.filename, bytes };
    } else if (part.fieldname === 'reden' && typeof part.value === 'string') {
      upload.reden = part.value;
    }
  }
  return upload;
}
