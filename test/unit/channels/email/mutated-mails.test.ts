import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '#domain/failure/failure.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import { buildUnit } from '#domain/klantcontact/build-unit.ts';
import { checkNormalised } from '#test/fuzz/targets/check-normalised.ts';
import { readMail } from '#test/golden/email/describe-mail.ts';
import { settings } from '#test/support/spine/register-settings.ts';

/** What every reading must end in, whatever was sent: units that the register takes, aside, or parked. */
const SEED = 20_261_124;
/** Controls, and what turns the direction of reading or is not seen. */
// eslint-disable-next-line no-control-regex
const TRICKS = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

async function expectSafeEnd(raw: Buffer): Promise<void> {
  let normalised: Normalised;
  try {
    normalised = await readMail(raw);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Failure);
    expect((thrown as Failure).kind).toBe('unprocessable');
    return;
  }
  await checkNormalised(normalised);
  if (normalised.kind === 'aside') return;
  for (const inbound of normalised.contacten) {
    const routering = { eenheid: 'KCC', uitleg: 'proef' };
    const facts = {
      key: 'proef',
      messages: [],
      nummer: '1',
      taakNummer: '2',
      routering,
      antwoordOp: [],
      now: new Date(),
    };
    const { klantcontact, betrokkenen, digitaleAdressen, informatieobjecten, dossiers } = buildUnit(
      inbound,
      facts,
      settings,
    );
    const lines = [
      klantcontact.onderwerp,
      ...betrokkenen.map(({ contactnaam }) => contactnaam?.achternaam ?? ''),
      ...digitaleAdressen.map(({ adres }) => adres),
      ...informatieobjecten.flatMap(({ bestandsnaam, formaat }) => [bestandsnaam, formaat]),
      ...dossiers.map(({ onderwerp }) => onderwerp),
    ];
    for (const line of lines) expect(line).not.toMatch(TRICKS);
  }
}

const goldenDir = new URL('../../../golden/email/', import.meta.url);
const golden = readdirSync(goldenDir, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(new URL(`${name}/input.eml`, goldenDir)));

type Mutation = readonly [
  kind: 'cut' | 'repeat' | 'swap' | 'flip' | 'insert',
  at: number,
  length: number,
  byte: number,
];

/** One change to the bytes; places are shares of the length, so that every change fits every mail. */
function mutate(raw: Buffer, [kind, share, length, byte]: Mutation): Buffer {
  const at = Math.floor(share * raw.byteLength);
  const [before, piece, after] = [raw.subarray(0, at), raw.subarray(at, at + length), raw.subarray(at + length)];
  switch (kind) {
    case 'cut':
      return Buffer.concat([before, after]);
    case 'repeat':
      return Buffer.concat([before, ...Array.from({ length: 1 + (byte % 8) }, () => piece), after]);
    case 'swap':
      return Buffer.concat([before, after.subarray(0, length), piece, after.subarray(length)]);
    case 'flip':
      return Buffer.concat([before, Buffer.from(piece.map((one) => one ^ byte)), after]);
    case 'insert':
      return Buffer.concat([before, Buffer.alloc(length % 40, byte), raw.subarray(at)]);
  }
}

const mutation = fc.tuple(
  fc.constantFrom('cut', 'repeat', 'swap', 'flip', 'insert'),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 1, max: 400 }),
  fc.integer({ min: 0, max: 255 }),
);

const TYPES = ['text/plain', 'text/html; charset=utf-7', 'text/html', 'text/plain; charset=utf-16; format=flowed; delsp=yes', 'message/rfc822', 'message/delivery-status', 'text/calendar', 'application/octet-stream', 'image/svg+xml', 'application/ms-tnef', '', 'x', 'text/plain; name="../\u202ea.exe"', 'multipart/mixed', '__proto__/constructor']; // prettier-ignore
const HEADERS = ['Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: quoted-printable', 'Content-Transfer-Encoding: x-uuencode', 'Content-Disposition: inline; filename="con.txt"', "Content-Disposition: attachment; filename*0*=utf-8''%E2%80%AE; filename*1*=%00%0D%0A.exe", 'Content-Disposition: attachment; filename==?utf-16?b?2AA=?=', 'Content-ID: <a>', 'Subject: =?utf-8?q?=E2=80=AE=00=0D=0ABcc:_x?=', 'From: =?utf-8?q?=E2=81=A6=1B[31m?= <\u0000a@b.example>', ': leeg', ' vouw', '__proto__: x']; // prettier-ignore
const TEXTS = ['vraag', '<p>vraag<script>alert(1)</script>', 'a\0b', '\ud83d', 'w7/DvwA=', '=E9=00=\n=', '> oud\nVan: a\nAan: b\nDatum: c', '\u202eomgekeerd\u2028', '--g0\n', '']; // prettier-ignore

/** A part, with parts in it or not, as text; boundaries repeat, are begun and not ended, and are not always named. */
const { part } = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(fc.constantFrom(...TYPES), fc.subarray(HEADERS), fc.array(fc.constantFrom(...TEXTS), { maxLength: 4 }))
      .map(([type, headers, texts]) => [`Content-Type: ${type}`, ...headers, '', ...texts].join('\n')),
    fc
      .tuple(fc.constantFrom('mixed', 'alternative', 'related', 'report; report-type=delivery-status', 'x'), fc.integer({ min: 0, max: 2 }), fc.array(tie('part'), { maxLength: 4 }), fc.boolean())
      .map(([kind, mark, parts, ends]) => `Content-Type: multipart/${kind}; boundary=g${mark}\n\n${parts.map((one) => `--g${mark}\n${one}\n`).join('')}${ends ? `--g${mark}--\n` : ''}`), // prettier-ignore
  ),
}));

describe('a mail that was damaged or made up ends in sound documents, aside, or parked', () => {
  it('every golden mail, cut, repeated, swapped, flipped and filled', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...golden), fc.array(mutation, { minLength: 1, maxLength: 6 }), (raw, changes) =>
        expectSafeEnd(changes.reduce<Buffer>(mutate, raw)),
      ),
      { numRuns: 300, seed: SEED },
    );
  });

  it('trees of hostile parts', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(part, fc.subarray(HEADERS), (tree, headers) => {
        const names = new Set(headers.map((line) => line.slice(0, line.indexOf(':'))));
        const usual = ['From: a <a@b.example>', 'Subject: proef'].filter(
          (line) => !names.has(line.split(':', 1)[0] ?? ''),
        );
        return expectSafeEnd(Buffer.from([...headers, ...usual, tree].join('\n')));
      }),
      { numRuns: 300, seed: SEED },
    );
  });
});
