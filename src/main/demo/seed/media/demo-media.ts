import { AUTO, drawnPhoto, LANTAARNPAAL, STOEPTEGELS } from './drawn-photo.ts';
import { silentVoiceNote } from './silent-voice-note.ts';
import { textPdf } from './text-pdf.ts';

/** Files that the invented messages carry. */
export interface DemoMedia {
  readonly bezwaarschrift: Uint8Array;
  readonly huurcontract: Uint8Array;
  readonly stoeptegels: Uint8Array;
  readonly auto: Uint8Array;
  readonly lantaarnpaal: Uint8Array;
  readonly spraakbericht: Uint8Array;
}

const BEZWAARSCHRIFT = `Bezwaarschrift

Betreft: uw besluit over de dakkapel aan de Kersenlaan

Gronden van het bezwaar:

1. De dakkapel komt op minder dan een meter van mijn slaapkamerraam en neemt daar de ochtendzon weg.
2. In het besluit staat dat de buren zijn gehoord. Dat is niet gebeurd.
3. Op de tekening klopt de hoogte niet met de hoogte die in de tekst van het besluit staat.

Ik vraag u het besluit te herzien.

R. Koelewijn`;

const HUURCONTRACT = `Huurovereenkomst woonruimte (bladzijde 1 van 6)

Verhuurder: Woonstichting De Voorbeelden
Huurder: C. el Idrissi
Ingangsdatum: de eerste van de volgende maand
Adres: Zeilmakersgang 14, Voorbeeldstad`;

export async function createDemoMedia(moment: Date): Promise<DemoMedia> {
  const [bezwaarschrift, huurcontract, stoeptegels, auto, lantaarnpaal] = await Promise.all([
    textPdf([BEZWAARSCHRIFT], moment),
    textPdf([HUURCONTRACT], moment),
    drawnPhoto(STOEPTEGELS),
    drawnPhoto(AUTO),
    drawnPhoto(LANTAARNPAAL),
  ]);
  return { bezwaarschrift, huurcontract, stoeptegels, auto, lantaarnpaal, spraakbericht: silentVoiceNote(4) };
}
