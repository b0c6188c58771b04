/** One mail that a stranger made to hurt the reader. Built when it is needed: nothing large lies in the repository. */
export interface Bomb {
  /** What it is, as a sentence about the mail. */
  readonly naam: string;
  readonly build: () => Buffer;
  /** `registered`, the code it is kept aside for, or the code it is parked for. */
  readonly ends: string;
  /** Milliseconds, where its size and not its shape is what costs. */
  readonly mostMs?: number;
}

export const FROM = 'From: Kwaad <kwaad@provider.example>\nSubject: proef\nMessage-ID: <k0000@provider.example>\n';
/** Gives a bomb a Message-ID of its own: with the same subject, sender and text two bombs would be one message. */
export function numbered(raw: Buffer, number: number): Buffer {
  const at = raw.indexOf('<k0000@');
  if (at !== -1) raw.write(String(number).padStart(4, '0'), at + 2);
  return raw;
}

const MEGABYTE = 1024 * 1024;

/** A mail of one plain text. */
export const plain = (text: string, header = '') => Buffer.from(`${FROM}${header}\n${text}\n`);

/** A mail with this Content-Type and body. */
export const typed = (contentType: string, body: string, header = '') =>
  Buffer.from(`${FROM}MIME-Version: 1.0\nContent-Type: ${contentType}\n${header}\n${body}`);

export const html = (page: string) => typed('text/html; charset=utf-8', page);

/** `piece` as often as it fits in so many megabytes. */
export const megabytes = (piece: string, size: number) => piece.repeat(Math.floor((size * MEGABYTE) / piece.length));

/** A sound mail of so many megabytes with one attachment, as people send photographs. */
export function largeSoundMail(size: number): Buffer {
  const head = Buffer.from(
    `${FROM}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=g\n\n` +
      '--g\nContent-Type: text/plain\n\nZie de film in de bijlage.\n' +
      '--g\nContent-Type: video/mp4; name=film.mp4\nContent-Transfer-Encoding: base64\n\n',
  );
  const tail = Buffer.from('\n--g--\n');
  const line = `${'QUJD'.repeat(19)}\n`;
  const lines = Math.floor((size * MEGABYTE - head.byteLength - tail.byteLength) / line.length);
  return Buffer.concat([head, Buffer.from(line.repeat(lines)), tail]);
}
