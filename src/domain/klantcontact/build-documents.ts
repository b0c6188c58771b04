import type { Bijlage } from '../bijlage/bijlage.schema.ts';
import { INFORMATIEOBJECT_CODES } from '../identity/identificator.schema.ts';
import type { InboundDocument } from '../inbound-message/inbound-message.ts';
import type { Informatieobject } from '../informatieobject/informatieobject.schema.ts';
import { cutText } from '../text/cut-text.ts';

/**
 * Role, in the deterministic id, of the file behind the document at this place. Its bytes are part of it: two attempts may
 * differ in what they read, and the file of the one that is committed must not be that of the other.
 */
export const fileRole = (index: number, sha256: string) => `bestand:${index}:${sha256}`;

/** One informatieobject and one bijlage per document, in the order given (C1199: the mail itself first). */
export function buildDocuments(
  documents: readonly InboundDocument[],
  klantcontact: string,
  id: (role: string) => string,
) {
  const informatieobjecten: Informatieobject[] = [];
  const bijlagen: Bijlage[] = [];
  documents.forEach(({ rol, bestandsnaam, formaat, bron, scan }, index) => {
    const uuid = id(`informatieobject:${index}`);
    informatieobjecten.push({
      uuid,
      bestandsnaam: cutText(bestandsnaam, 255),
      formaat: formaat.toLowerCase().slice(0, 255),
      bestandsomvang: bron.kind === 'bytes' ? bron.bytes.byteLength : bron.size,
      sha256: bron.sha256,
      rol,
      plaats:
        bron.kind === 'message'
          ? { kind: 'message', id: bron.messageUuid }
          : { kind: 'gridfs', id: bron.kind === 'stored' ? bron.id : id(fileRole(index, bron.sha256)) },
      ...(scan === undefined ? {} : { scan }),
    });
    bijlagen.push({
      uuid: id(`bijlage:${index}`),
      wasBijlageVanKlantcontact: klantcontact,
      bijlageidentificator: { objectId: uuid, ...INFORMATIEOBJECT_CODES },
    });
  });
  return { informatieobjecten, bijlagen };
}
