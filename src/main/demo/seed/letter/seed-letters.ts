import { parked, registered } from '../seed.ts';
import { textPdf } from '../media/text-pdf.ts';
import { GELUID, HONDENBELASTING, NATURALISATIE } from './letter-texts.ts';
import { photographed, scannedTiff } from './scan.ts';
import type { SeedLetter } from './seed-letter.ts';

type Facts = Omit<SeedLetter, 'channel' | 'terms'>;

/** Made when the demo starts: a scan of invented paper, in the ways in which paper comes in. */
export async function seedLetters(moment: Date): Promise<readonly SeedLetter[]> {
  const [typed, typedTwice, plain] = await Promise.all([
    textPdf([HONDENBELASTING], moment),
    textPdf(NATURALISATIE, moment),
    textPdf([GELUID], moment),
  ]);
  const letters: readonly Facts[] = [
    {
      titel: 'PDF met tekstlaag, regel stuurt naar Juridische zaken',
      bestandsnaam: 'digipost-0117.pdf',
      bytes: typed,
      expects: registered('JUR'),
    },
    {
      titel: 'gescande TIFF van twee bladzijden met sidecar, geadresseerd aan Burgerzaken',
      bestandsnaam: 'scan-20418.tif',
      bytes: await scannedTiff(typedTwice),
      sidecar: {
        scandatum: moment.toISOString(),
        batch: 'OCHTEND-1',
        volgnummer: 4,
        geadresseerde: 'Burgerzaken',
        afzender: {
          naam: 'S. Abdirahman',
          adresregel1: 'Spoorstraat 8',
          postcode: '1998 CD',
          stad: 'Voorbeeldstad',
        },
        onderwerp: 'Aanvraag naturalisatie, aanvullende stukken',
        vertrouwelijk: true,
      },
      expects: registered('BURG'),
    },
    {
      titel: 'foto van een brief, met een telefoon gemaakt',
      bestandsnaam: 'foto-balie-3.jpg',
      bytes: await photographed(plain),
      expects: registered('KCC'),
    },
    {
      titel: 'beschadigde PDF, komt bij een mens terecht',
      bestandsnaam: 'scan-20419.pdf',
      bytes: damaged(typed),
      expects: parked,
    },
  ];
  return letters.map((letter) => ({ ...letter, channel: 'letter', terms: [letter.bestandsnaam] }));
}

/** A scan of which the connection broke: it begins as a PDF and then is nothing. */
function damaged(pdf: Uint8Array): Uint8Array {
  return Buffer.concat([pdf.slice(0, 40), Buffer.alloc(2_000, 0x20)]);
}
