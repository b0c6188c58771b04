import { randomBytes } from 'node:crypto';

const SENTENCES = [
  'Sinds vorige week is de straatverlichting bij ons voor de deur uit en het is er nu erg donker.',
  'Kunt u mij laten weten hoe lang de behandeling van mijn aanvraag nog gaat duren?',
  'Ik heb al twee keer gebeld, maar kon niet worden doorverbonden met de juiste afdeling.',
  'Wij hebben de gevraagde stukken vorige maand per post opgestuurd en nog niets gehoord.',
  'Is het mogelijk om hiervoor een afspraak te maken op een avond of op zaterdag?',
];

/** A mail of about `bytes` bytes with a Message-ID of its own, as it comes from an ordinary mail program. */
export function benchMail(id: string, bytes: number): Buffer {
  const header = [
    'Received: from uit.post.example (uit.post.example [192.0.2.25]) by mx.voorbeeldstad.example with ESMTPS;',
    '\tTue, 24 Nov 2026 09:15:02 +0100',
    'From: "Inwoner van Voorbeeldstad" <inwoner@post.example>',
    'To: info@voorbeeldstad.example',
    `Subject: Vraag ${id} over mijn straat`,
    'Date: Tue, 24 Nov 2026 09:15:00 +0100',
    `Message-ID: <${id}@bench.post.example>`,
    'MIME-Version: 1.0',
  ];
  return Buffer.from([...header, ...(bytes < 10_000 ? smallBody(bytes) : largeBody(bytes))].join('\r\n'));
}

function smallBody(bytes: number): string[] {
  const lines = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', ''];
  let length = 520;
  for (let index = 0; length < bytes; index += 1) {
    const line = `${SENTENCES[index % SENTENCES.length]} Caf=C3=A9 ${index}.`;
    lines.push(line.slice(0, 74) + '=', line.slice(74));
    length += line.length + 5;
  }
  return lines;
}

/** A short text and one attachment of random bytes. */
function largeBody(bytes: number): string[] {
  const content = randomBytes(Math.floor((bytes * 3) / 4)).toString('base64');
  return [
    'Content-Type: multipart/mixed; boundary="grens"',
    '',
    '--grens',
    'Content-Type: text/plain; charset=utf-8',
    '',
    ...SENTENCES,
    '--grens',
    'Content-Type: application/pdf; name="bijlage.pdf"',
    'Content-Disposition: attachment; filename="bijlage.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    ...(content.match(/.{1,76}/g) ?? []),
    '--grens--',
    '',
  ];
}
