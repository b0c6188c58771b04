import type { FastifyReply } from 'fastify';
import { withoutTurning } from '#domain/text/visible-text.ts';
import type { Bestand } from '#application/inzage/bestand.ts';
import type { Getoond } from '#application/inzage/getoond.ts';
import { notFound } from '../errors/http-error.ts';
import { judgePicture, PREVIEW_BYTES } from './picture-preview.ts';
import { peek, readHead } from './read-head.ts';
import { contentDisposition, SANDBOX } from './safe-content.ts';

/** More text than this is for the downloaded file. */
const TEXT_LIMIT = 2 * 1024 * 1024;

const guard = (reply: FastifyReply) =>
  reply
    .header('content-security-policy', SANDBOX)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store');

/** A file to save, whatever it says it is. */
export async function sendFile(reply: FastifyReply, { bestandsnaam, open }: Getoond<Bestand>) {
  const bytes = await open();
  return guard(reply)
    .type('application/octet-stream')
    .header('content-disposition', contentDisposition('attachment', bestandsnaam))
    .send(bytes);
}

/** Bytes as plain text, cut when there is very much of it. */
export async function sendText(reply: FastifyReply, bestand: Getoond<Bestand>) {
  const head = await readHead(await bestand.open(), TEXT_LIMIT + 1);
  const text = withoutTurning(new TextDecoder().decode(head.subarray(0, TEXT_LIMIT)));
  const rest = head.byteLength > TEXT_LIMIT ? '\n\n[Afgebroken: download het bestand voor de rest.]' : '';
  return guard(reply)
    .type('text/plain; charset=utf-8')
    .header('content-disposition', 'inline')
    .send(text + rest);
}

/** A picture that a browser can show lightly; throws 404 for any other. */
export async function sendPicture(reply: FastifyReply, { formaat, bestandsnaam, open }: Getoond<Bestand>) {
  const { head, whole } = await peek(await open(), PREVIEW_BYTES);
  const preview = judgePicture(formaat, head);
  if (preview.kind !== 'light') whole.destroy();
  if (preview.kind === 'too-large') throw notFound('Deze afbeelding is te groot om hier te bekijken.');
  if (preview.kind === 'unreadable') throw notFound('Dit bestand is niet als afbeelding te bekijken.');
  return guard(reply)
    .type(preview.type)
    .header('content-disposition', contentDisposition('inline', bestandsnaam))
    .send(whole);
}
