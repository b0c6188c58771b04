import { messageFileName } from '#domain/inbound-message/message-file-name.ts';
import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';
import type { MessageSummary } from '../ports/message-store.ts';
import type { Objecten } from './getoond.ts';
import type { InzageDeps } from './inzage.ts';

/** A file of a citizen. Its bytes are only fetched when they are asked for. */
export interface Bestand {
  readonly bestandsnaam: string;
  readonly formaat: string;
  open(): Promise<NodeJS.ReadableStream>;
}

export const openBytes = (
  { documents, messages }: Pick<InzageDeps, 'documents' | 'messages'>,
  { plaats }: Pick<Informatieobject, 'plaats'>,
): Promise<NodeJS.ReadableStream> =>
  plaats.kind === 'message' ? messages.openRaw(plaats.id) : Promise.resolve(documents.open(plaats.id));

/** A message as it came, under a name that says what it is and opens nothing by itself when we do not know. */
export const berichtBestand = (
  { messages }: Pick<InzageDeps, 'messages'>,
  { uuid, mediaType }: Pick<MessageSummary, 'uuid' | 'mediaType'>,
): Bestand => ({
  bestandsnaam: messageFileName(uuid, mediaType),
  formaat: mediaType,
  open: () => messages.openRaw(uuid),
});

/** The bytes of a message say everything that was registered from it: each onderwerp of a form, whichever unit it went to. */
export const berichtObjecten = ({
  uuid,
  klantcontacten,
}: Pick<MessageSummary, 'uuid' | 'klantcontacten'>): Objecten => [
  { soort: 'bericht', uuid },
  ...klantcontacten.map((one) => ({ soort: 'klantcontact', uuid: one.uuid })),
];
