import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';
import { isBesmet } from '#domain/informatieobject/scan.schema.ts';
import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import { extensionOf } from '#domain/inbound-message/message-file-name.ts';
import { isSetApart } from '#domain/inbound-message/set-apart.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { AnyDocument } from './collections.ts';

/** A file to hand over. */
export interface PersonFile {
  /** GridFS file, or the bytes of an accepted message. */
  readonly plaats: { readonly kind: 'gridfs' | 'message'; readonly id: string };
  /** Safe and unlike that of any other file. */
  readonly naam: string;
  readonly titel: string;
  /** A virus was found in it, or in the message that it belongs to. */
  readonly isApart: boolean;
}

interface Found {
  readonly informatieobjecten: readonly AnyDocument[];
  readonly berichten: readonly AnyDocument[];
  readonly gespreksregels: readonly AnyDocument[];
}

/** Every file of these records once, also of messages that never became a klantcontact. */
export function toPersonFiles({ informatieobjecten, berichten, gespreksregels }: Found): PersonFile[] {
  const documents = informatieobjecten as unknown as readonly (Informatieobject & { readonly _id: string })[];
  const messages = berichten as unknown as readonly (StoredMessage & { readonly _id: string })[];
  const infected = new Set(documents.filter(({ scan }) => isBesmet(scan)).map(({ plaats }) => plaats.id));
  const apart = new Set(messages.filter((one) => infected.has(one._id) || isSetApart(one)).map(({ _id }) => _id));
  const files = [
    ...documents.flatMap(({ _id, bestandsnaam, plaats }) =>
      plaats.kind === 'message' ? [] : [file(plaats.id, `${_id}-${bestandsnaam}`, bestandsnaam, false)],
    ),
    ...messages
      .filter(({ size }) => size > 0)
      .map(({ _id, mediaType }): PersonFile => ({
        plaats: { kind: 'message', id: _id },
        naam: `${_id}.${extensionOf(mediaType)}`,
        titel: 'bericht zoals ontvangen',
        isApart: apart.has(_id),
      })),
    ...messages.flatMap(({ _id, herstel }) =>
      (herstel?.vervangingen ?? []).map(({ id, bestandsnaam }) =>
        file(id, `${id}-${bestandsnaam}`, `hersteld bericht: ${bestandsnaam}`, apart.has(_id)),
      ),
    ),
    ...gespreksregels.flatMap(({ _id, medium }) => {
      const { documentId, formaat = '' } = (medium ?? {}) as {
        documentId?: string;
        formaat?: string;
      } & Partial<Medium>;
      return documentId === undefined
        ? []
        : [file(documentId, `${documentId}.${extensionOf(formaat)}`, 'bestand uit een gesprek', apart.has(_id))];
    }),
  ];
  // A file that became a bijlage is in the list by its own name already.
  return [...new Map(files.toReversed().map((one) => [one.plaats.id, one])).values()].toReversed();

  function file(id: string, naam: string, titel: string, isApart: boolean): PersonFile {
    return { plaats: { kind: 'gridfs', id }, naam, titel, isApart: isApart || infected.has(id) };
  }
}
