import { createHash } from 'node:crypto';
import { normalise } from '#channels/form/form.normalise.ts';
import { parseForm } from '#channels/form/form.parse.ts';
import { FORM_KANALEN } from '#application/ports/form-intake.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { seedForms } from '#main/demo/seed/form/seed-forms.ts';
import type { FuzzTarget } from '../target.ts';
import { demand } from '../target.ts';
import { checkNormalised } from './check-normalised.ts';
import { JSON_WORDS } from './json-words.ts';
import { SEED_MOMENT } from './seed-files.ts';

const KEYS =
  'inzendingId gestartOp medewerker taal betrokkenen onderwerpen rol naam voorletters voornaam voorvoegselAchternaam achternaam volledigeNaam organisatienaam wasPartij emailadres telefoonnummer adres straatnaam huisnummer huisnummertoevoeging postcode stad adresregel1 adresregel2 adresregel3 land onderwerp vraag antwoord beantwoord opvolging handeling afdeling toelichting zaak vertrouwelijk';

const full = {
  inzendingId: 'x-1',
  gestartOp: '2026-03-01T09:30:00+01:00',
  taal: 'nld',
  betrokkenen: [
    {
      rol: 'vertegenwoordiger',
      volledigeNaam: 'J. Bos',
      organisatienaam: 'Bos B.V.',
      wasPartij: '7d0a3c51-6a0e-4f0e-9a44-0d5f2b6c1e01',
      emailadres: 'j@bos.example',
      telefoonnummer: '+31 (0)20 123 45 67',
      adres: {
        straatnaam: 'Hof',
        huisnummer: 3,
        huisnummertoevoeging: 'a',
        postcode: '1234ab',
        stad: 'Elders',
        land: 'NL',
      },
    },
  ],
  onderwerpen: [
    {
      onderwerp: 'Zaak',
      vraag: 'Hoe ver?',
      zaak: 'Z-1',
      vertrouwelijk: true,
      opvolging: { afdeling: 'BURG', toelichting: 'x' },
    },
  ],
};

/** A form as another program posts it: refused with its faults, or up to the documents of the register. */
export const target: FuzzTarget = {
  title: 'a form: form.parse.ts with its faults, form.normalise.ts up to the unit of the register',
  dictionary: [
    ...JSON_WORDS,
    ...KEYS.split(' ').map((key) => `"${key}":`),
    ...[
      '"klant"',
      '"a@b.example"',
      '"0612345678"',
      '"1234 AB"',
      '"2026-03-01T09:30:00+01:00"',
      '"+003100000"',
      '"06+12+3"',
    ],
  ],
  batch: 64,
  largest: 64 * 1024,
  seeds: () =>
    Promise.resolve([full, ...seedForms().map(({ body }) => body)].map((form) => Buffer.from(JSON.stringify(form)))),
  run: async (raw) => {
    const parsed = parseForm(raw);
    if (!parsed.ok) {
      demand(parsed.faults.length > 0, 'a form that is refused has faults');
      for (const { code, reason } of parsed.faults) {
        demand(code !== '' && reason !== '', 'a fault has a code and a reason');
        demand(reason.length <= 500, 'a reason is a sentence');
      }
      JSON.stringify(parsed.faults);
    }
    const sha256 = createHash('sha256').update(raw).digest('hex');
    const kanaal = FORM_KANALEN[(raw[raw.byteLength >> 1] ?? 0) % FORM_KANALEN.length];
    const envelope = { kanaal, medewerker: 'kcc', contentSha256: sha256 };
    const uuid = deterministicUuid('fuzz', 'message');
    const rest = { key: 'fuzz', receivedAt: SEED_MOMENT, mediaType: 'application/json', size: raw.byteLength, sha256 };
    await checkNormalised(await normalise({ uuid, envelope, raw, ...rest }));
  },
};
