import type { FastifyInstance, FastifyReply } from 'fastify';
import { messageFileName } from '#domain/inbound-message/message-file-name.ts';
import { mayView } from '#domain/interne-taak/check-may-handle.ts';
import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';
import { isBesmet } from '#domain/informatieobject/scan.schema.ts';
import { withoutTurning } from '#domain/text/visible-text.ts';
import { notFound, permissionDenied, setApart } from '../errors/http-error.ts';
import type { HttpDeps } from '../http-deps.ts';
import { requireLogin } from '../security/access.ts';
import { medewerkerOf } from '../security/current-medewerker.ts';
import { noteReading } from '../security/read-audit.ts';
import { judgePicture, PREVIEW_BYTES } from './picture-preview.ts';
import { peek, readHead } from './read-head.ts';
import { contentDisposition, hasTextView, SANDBOX } from './safe-content.ts';

type Deps = Pick<HttpDeps, 'contacts' | 'documents' | 'messages'>;
/** More text than this is for the downloaded file. */
const TEXT_LIMIT = 2 * 1024 * 1024;

/** Documents of citizens. They are files to download; only text and real pictures can be looked at, and nothing in them runs. */
export function addBijlageRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { bijlage: string }; Querystring: { weergave?: unknown } }>(
    '/bijlagen/:bijlage',
    { onRequest: requireLogin },
    async (request, reply) => {
      const found = await deps.contacts.findBijlage(request.params.bijlage);
      if (found === undefined) throw notFound();
      const medewerker = medewerkerOf(request);
      const allowed = medewerker.rollen.includes('beheerder') || found.taken.some((taak) => mayView(taak, medewerker));
      if (!allowed) throw permissionDenied('Deze bijlage hoort bij een taak van een andere eenheid.');
      const { informatieobject } = found;
      if (isBesmet(informatieobject.scan)) throw setApart();
      noteReading(request, 'bijlage bekeken', [{ soort: 'bijlage', uuid: found.bijlage }]);
      if (request.query.weergave === 'beeld')
        return sendPicture(reply, informatieobject, await openBytes(deps, informatieobject));
      if (request.query.weergave === 'tekst' && hasTextView(informatieobject.formaat)) {
        return sendText(reply, await openBytes(deps, informatieobject));
      }
      return sendFile(reply, informatieobject, await openBytes(deps, informatieobject));
    },
  );
}

export const openBytes = (
  { documents, messages }: Pick<HttpDeps, 'documents' | 'messages'>,
  { plaats }: Pick<Informatieobject, 'plaats'>,
): Promise<NodeJS.ReadableStream> =>
  plaats.kind === 'message' ? messages.openRaw(plaats.id) : Promise.resolve(documents.open(plaats.id));

type File = Pick<Informatieobject, 'bestandsnaam' | 'formaat'>;

/** The bytes of a message as they came, under a name that says what it is and opens nothing by itself when we do not know. */
export const messageFile = (uuid: string, mediaType: string): File => ({
  bestandsnaam: messageFileName(uuid, mediaType),
  formaat: mediaType,
});

const guard = (reply: FastifyReply) =>
  reply
    .header('content-security-policy', SANDBOX)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store');

/** A file to save, whatever it says it is. */
export const sendFile = (reply: FastifyReply, { bestandsnaam }: File, bytes: NodeJS.ReadableStream) =>
  guard(reply)
    .type('application/octet-stream')
    .header('content-disposition', contentDisposition('attachment', bestandsnaam))
    .send(bytes);

/** Bytes as plain text, cut when there is very much of it. */
export async function sendText(reply: FastifyReply, bytes: NodeJS.ReadableStream) {
  const head = await readHead(bytes, TEXT_LIMIT + 1);
  const text = withoutTurning(new TextDecoder().decode(head.subarray(0, TEXT_LIMIT)));
  const rest = head.byteLength > TEXT_LIMIT ? '\n\n[Afgebroken: download het bestand voor de rest.]' : '';
  return guard(reply)
    .type('text/plain; charset=utf-8')
    .header('content-disposition', 'inline')
    .send(text + rest);
}

async function sendPicture(reply: FastifyReply, { formaat, bestandsnaam }: File, bytes: NodeJS.ReadableStream) {
  const { head, whole } = await peek(bytes, PREVIEW_BYTES);
  const preview = judgePicture(formaat, head);
  if (preview.kind !== 'light') whole.destroy();
  if (preview.kind === 'too-large') throw notFound('Deze afbeelding is te groot om hier te bekijken.');
  if (preview.kind === 'unreadable') throw notFound('Dit bestand is niet als afbeelding te bekijken.');
  return guard(reply)
    .type(preview.type)
    .header('content-disposition', contentDisposition('inline', bestandsnaam))
    .send(whole);
}
