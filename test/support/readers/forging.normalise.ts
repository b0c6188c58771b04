import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import type { InboundMessage, Normalised } from '#domain/inbound-message/inbound-message.ts';

const OTHER = '11111111-1111-4111-8111-111111111111';
const SHA256 = '0'.repeat(64);
const file = { rol: 'bijlage', bestandsnaam: 'brief.pdf', formaat: 'application/pdf' } as const;
const text = { kind: 'bytes', bytes: Buffer.from('x'), sha256: SHA256 } as const;

/** What a reader that was taken over might say of its message, by the text of that message. */
const FORGED: Readonly<Record<string, (input: NormaliseInput) => Partial<InboundMessage>>> = {
  'the bytes of another message': ({ size, sha256 }) => ({
    documenten: [{ ...file, bron: { kind: 'message', messageUuid: OTHER, size, sha256 } }],
  }),
  'a file that is there already': () => ({
    documenten: [{ ...file, bron: { kind: 'stored', id: OTHER, size: 1, sha256: SHA256 } }],
  }),
  'another hash of its message': ({ uuid, size }) => ({
    documenten: [{ ...file, bron: { kind: 'message', messageUuid: uuid, size, sha256: SHA256 } }],
  }),
  'a file without a virus': () => ({
    documenten: [{ ...file, bron: text, scan: { uitslag: 'schoon', op: new Date() } as never }],
  }),
  'the work of a colleague': () => ({ actor: { medewerker: 'jansen' } }),
  'a person of the counter': () => ({ kanaal: 'balie' }),
  'a known person': () => ({
    betrokkenen: [{ rol: 'klant', initiator: true, wasPartij: OTHER, digitaleAdressen: [] }],
  }),
  'a klantcontact of somebody else': () => ({ onderwerpobjecten: [{ wasKlantcontact: OTHER } as never] }),
  'no documents at all': () => ({ documenten: undefined as never }),
};

/** What it might send by the pipe itself. */
const SENT: Readonly<Record<string, unknown>> = {
  'a terabyte': { kind: 'piece', ticket: 0, at: 0, total: 1e12, bytes: Buffer.of() },
  'a piece of nothing': { kind: 'piece', ticket: 'length', at: 0, total: 1, bytes: Buffer.from('x') },
  'no list': { normalised: 'x' },
  'too few answers': [],
};

export async function normalise(input: NormaliseInput): Promise<Normalised> {
  const said = new TextDecoder().decode(input.raw);
  if (said in SENT) {
    await new Promise((resolve) => process.send?.(SENT[said], undefined, {}, resolve));
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  const sound: InboundMessage = {
    kanaal: 'email',
    onderwerp: said,
    vertrouwelijk: false,
    plaatsgevondenOp: input.receivedAt,
    betrokkenen: [{ rol: 'klant', initiator: true, digitaleAdressen: [] }],
    actor: { automaat: 'email' },
    documenten: [{ ...file, bron: text }],
    onderwerpobjecten: [],
    triage: { tekst: said },
  };
  return { kind: 'contacten', contacten: [{ ...sound, ...FORGED[said]?.(input) }] };
}
