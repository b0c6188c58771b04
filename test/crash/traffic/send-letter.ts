import { dropLetter } from '#main/demo/entrances/drop-letter.ts';
import { textPdf } from '#main/demo/seed/media/text-pdf.ts';
import type { Random } from '../plan/random.ts';
import type { SENDING_KINDS, Sending } from '../plan/sending.ts';
import { questionOf, subjectOf } from './compose.ts';
import type { Outside } from './outside.ts';
import { persist } from './persist.ts';

type LetterKind = (typeof SENDING_KINDS)['letter'][number];

/** Puts a scan in the folder as a scanning street does. A repeated one comes twice, under two names. */
export async function sendLetter(outside: Outside, { kind, serial }: Sending, random: Random): Promise<void> {
  const name = kind.slice('letter/'.length) as LetterKind;
  const onderwerp = subjectOf(random, serial);
  const page = `Jan Smit\nDorpsstraat 1\n1234 AB Voorbeeldstad\n\nBetreft: ${onderwerp}\n\nGeachte gemeente,\n\n${questionOf(random)}\n\nJan Smit`;
  const bytes =
    name === 'corrupt'
      ? Buffer.from(`%PDF-1.7\n${serial} niet te lezen \x00\x01\x02`, 'latin1')
      : await textPdf([page], new Date());
  const sidecar =
    name === 'with-sidecar'
      ? { onderwerp, batch: 'proef', volgnummer: serial, afzender: { naam: 'Jan Smit' } }
      : undefined;
  const drop = (bestandsnaam: string) =>
    persist(async () => {
      await dropLetter(outside.world.scanMap, {
        channel: 'letter',
        titel: '',
        terms: [],
        expects: undefined as never,
        bestandsnaam,
        bytes,
        ...(sidecar === undefined ? {} : { sidecar }),
      });
      return true;
    }, outside.signal);
  const bestandsnaam = `scan-${serial}.pdf`;
  await drop(bestandsnaam);
  const expected = name === 'corrupt' ? 'parked' : 'registered';
  outside.sent.add({
    serial,
    kind,
    alias: bestandsnaam,
    expected,
    ...(expected === 'registered' ? { bijlagen: 1 } : {}),
  });
  if (name === 'repeated') await drop(`scan-${serial}-nogmaals.pdf`);
}
