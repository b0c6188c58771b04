import { findDestination } from '#channels/letter/letter.addressee.ts';
import { findAddressee } from '#domain/letter/find-addressee.ts';
import { findLetterSubject } from '#domain/letter/find-letter-subject.ts';
import { findReturnAddress } from '#domain/letter/find-return-address.ts';
import { decideRoute } from '#domain/triage/decide-route.ts';
import { toInstant } from '#domain/time/dutch-instant.ts';
import { toVisibleText } from '#domain/text/visible-text.ts';
import { DEMO_AFDELINGEN } from '#main/demo/demo-afdelingen.ts';
import { DEMO_REGELS } from '#main/demo/demo-regels.ts';
import * as letters from '#main/demo/seed/letter/letter-texts.ts';
import type { FuzzTarget } from '../target.ts';
import { demand } from '../target.ts';

/** What is looked for in the text of a letter (and of any message): patterns that strangers' text meets. */
export const target: FuzzTarget = {
  title: 'the text of a letter: addressee, subject, return address, routing rules, moments, what a page shows',
  dictionary: [
    ...[
      'Betreft: ',
      'Onderwerp: ',
      'Aan: ',
      'T.a.v. ',
      'Afdeling ',
      'De heer ',
      'Mevrouw ',
      'Postbus 12',
      '1234 AB',
      '1234AB ',
    ],
    ...[
      'Gemeente Voorbeeldstad',
      'Dorpsstraat 12-a',
      'Ons kenmerk: ',
      'Geachte ',
      'Hoogachtend,',
      'B.V.',
      'Stichting ',
      '\n',
      '\n\n',
    ],
    ...[
      '2026-01-08T10:00:00+01:00',
      '24 november 2026',
      '\t',
      '  ',
      '\xe2\x80\xae',
      '\xcc\x81',
      '\xf0\x9f\x98\x80',
      'a',
      '0',
      '-',
      '.',
      ',',
    ],
  ],
  batch: 128,
  largest: 64 * 1024,
  seeds: async () =>
    Object.values(letters)
      .flat()
      .map((text) => Buffer.from(text)),
  run: (bytes) => {
    const text = Buffer.from(bytes).toString('utf8');
    const geadresseerde = findAddressee(text);
    const subject = findLetterSubject(text);
    const sender = findReturnAddress(text);
    demand(subject === null || subject !== '', 'a subject that was found says something');
    demand(sender === null || /^\d{4} ?[A-Z]{2}$/.test(sender.postcode), 'a return address has a postcode');
    if (geadresseerde !== null) {
      findDestination(geadresseerde, { afdelingen: DEMO_AFDELINGEN, medewerkers: [], regels: DEMO_REGELS });
    }
    decideRoute({ tekst: text, afzender: text.slice(0, 100) }, 'brief', DEMO_REGELS);
    const [line = ''] = text.split('\n', 1);
    const instant = toInstant(line);
    demand(instant === undefined || !Number.isNaN(instant.getTime()), 'a moment is a moment');
    const shown = toVisibleText(bytes, 10_000);
    // eslint-disable-next-line no-control-regex
    demand(!/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/.test(shown.text), 'what is shown commands nothing');
  },
};
