import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';

type Bytes = Pick<StoredMessage, 'uuid' | 'receivedAt' | 'size' | 'sha256'> & { readonly raw?: Uint8Array | undefined };

/** What a channel makes of a plain message: its bytes are the subject, one attachment, one task. */
export function toPlainContact({ uuid, receivedAt, size, sha256, raw }: Bytes): InboundMessage {
  const onderwerp = new TextDecoder().decode(raw);
  return {
    kanaal: 'email',
    onderwerp,
    inhoud: 'Tekst',
    vertrouwelijk: false,
    plaatsgevondenOp: receivedAt,
    betrokkenen: [{ rol: 'klant', initiator: true, digitaleAdressen: [] }],
    actor: { automaat: 'email' },
    documenten: [
      {
        rol: 'origineel',
        bestandsnaam: 'E-mail.eml',
        formaat: 'message/rfc822',
        bron: { kind: 'message', messageUuid: uuid, size, sha256 },
      },
      {
        rol: 'bijlage',
        bestandsnaam: 'bijlage.txt',
        formaat: 'text/plain',
        bron: { kind: 'bytes', bytes: raw ?? new Uint8Array(), sha256 },
      },
    ],
    onderwerpobjecten: [],
    taak: { gevraagdeHandeling: 'Lezen en bepalen benodigde actie', toelichting: 'Uit een e-mail' },
    triage: { tekst: onderwerp },
  };
}
