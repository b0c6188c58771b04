import { letterEnvelopeSchema } from '#channels/letter/letter.envelope.ts';
import { readSidecar, sidecarSchema } from '#channels/letter/letter.sidecar.ts';
import { toInboundMessage } from '#channels/letter/letter.to-inbound-message.ts';
import { toDocumentReading } from '#channels/letter/reading/document-reading.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { DEMO_AFDELINGEN } from '#main/demo/demo-afdelingen.ts';
import { DEMO_REGELS } from '#main/demo/demo-regels.ts';
import type { FuzzTarget } from '../target.ts';
import { demand } from '../target.ts';
import { checkNormalised } from './check-normalised.ts';
import { JSON_WORDS } from './json-words.ts';
import { SEED_MOMENT } from './seed-files.ts';

const FIELDS = 'scandatum batch volgnummer geadresseerde afzender naam adresregel1 adresregel2 postcode stad onderwerp';
const addressees = { afdelingen: DEMO_AFDELINGEN, medewerkers: [], regels: DEMO_REGELS };
const reading = toDocumentReading('image/tiff', [{ text: '', source: 'none' }]);
const letter = { reading, onderwerp: null, geadresseerde: null, afzender: null };
const input = {
  uuid: deterministicUuid('fuzz', 'message'),
  key: 'fuzz',
  receivedAt: SEED_MOMENT,
  envelope: {},
  mediaType: 'image/tiff',
  size: 1,
  sha256: '0'.repeat(64),
  raw: new Uint8Array(1),
};
const seeds = [
  {},
  { vertrouwelijk: 'misschien', geenActieNodig: true },
  {
    scandatum: '2026-01-08T10:00:00+01:00',
    batch: 'OCHTEND-1',
    volgnummer: 4,
    geadresseerde: 'Burgerzaken',
    afzender: { naam: 'S. de Bos', adresregel1: 'Hof 3', adresregel2: '', postcode: '1999 XY', stad: 'Elders' },
    onderwerp: 'Verhuizing',
    vertrouwelijk: true,
  },
  { scandatum: '2026-03-29 02:30', volgnummer: '12-b', afzender: null, onderwerp: null },
];

/** What a scanning street says of a letter, up to the documents of the register. */
export const target: FuzzTarget = {
  title: 'the sidecar of a letter: letter.sidecar.ts up to the unit of the register',
  dictionary: [
    ...JSON_WORDS,
    ...FIELDS.split(' ').map((field) => `"${field}":`),
    ...[
      '"vertrouwelijk":',
      '"geenActieNodig":',
      '"2026-01-08T10:00:00+01:00"',
      '"2026-02-30"',
      '"9999-12-31T23:59:60Z"',
      '"0000-01-01"',
    ],
  ],
  batch: 128,
  largest: 64 * 1024,
  seeds: () => Promise.resolve(seeds.map((seed) => Buffer.from(JSON.stringify(seed)))),
  run: async (bytes) => {
    const { sidecar, isBroken } = readSidecar(bytes);
    demand(sidecarSchema.safeParse(sidecar).success, 'what was read of a sidecar is a sidecar');
    // As the ledger gives it back: through BSON it is plain data again.
    const kept: unknown = JSON.parse(JSON.stringify({ sidecar, sidecarBroken: isBroken }));
    const place = { fileName: 'scan.tif', scanTime: SEED_MOMENT.toISOString() };
    const envelope = letterEnvelopeSchema.parse({ ...place, ...(kept as object) });
    await checkNormalised({ kind: 'contacten', contacten: [toInboundMessage(letter, envelope, input, addressees)] });
  },
};
