import { unprocessable } from '#domain/failure/failure.ts';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';

/** `Re: 7` answers the message of place 7. */
const REPLY = 'Re: ';
/** Who wrote all of them. */
const van = { adres: 'burger@voorbeeld.example', soort: 'email' as const };

/** A reader for tests of the spine: the bytes are the subject; some subjects misbehave the way broken mail does. */
export async function normalise(input: NormaliseInput): Promise<Normalised> {
  const onderwerp = new TextDecoder().decode(input.raw);
  if (onderwerp === 'hang') for (;;);
  if (onderwerp === 'memory') fillMemory();
  if (onderwerp === 'exit') process.exit(3);
  if (onderwerp === 'unreadable') throw unprocessable('mail-empty', 'Nothing to read');
  if (onderwerp === 'aside' && input.registerAnyway !== true) return { kind: 'aside', code: 'bounce' };
  return Promise.resolve({
    kind: 'contacten',
    contacten: [
      {
        kanaal: 'email',
        onderwerp,
        inhoud: 'Tekst',
        vertrouwelijk: false,
        plaatsgevondenOp: input.receivedAt,
        betrokkenen: [{ rol: 'klant', initiator: true, digitaleAdressen: [{ ...van, omschrijving: 'Uit e-mail' }] }],
        actor: { automaat: 'email' },
        documenten: [
          {
            rol: 'origineel',
            bestandsnaam: 'E-mail.eml',
            formaat: 'message/rfc822',
            bron: { kind: 'message', messageUuid: input.uuid, size: input.size, sha256: input.sha256 },
          },
        ],
        onderwerpobjecten: onderwerp.startsWith(REPLY)
          ? [{ antwoordOp: [`${onderwerp.slice(REPLY.length)}@voorbeeld.example`], van }]
          : [],
        taak: { gevraagdeHandeling: 'Lezen en bepalen benodigde actie', toelichting: 'Uit een e-mail' },
        triage: { tekst: onderwerp },
      },
    ],
  });
}

function fillMemory(): never {
  const hold: unknown[] = [];
  for (;;) hold.push(new Array(1_000).fill({ a: hold.length }));
}
