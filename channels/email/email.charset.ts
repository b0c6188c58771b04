import { isAscii, isUtf8 } from 'node:buffer';

/** Most common first byte pair of Japanese text in Shift_JIS: kana begin with 0x82 or 0x83. */
const KANA = /[\x82\x83][\x40-\xf1]/g;
const HIGH = /[\x80-\xff]/g;
const HIGH_PAIR = /[\x81-\xfe]{2}/g;

/**
 * Bytes as UTF-8. Senders put 8-bit characters where only ASCII may stand (RFC 5322 section 2.2) and do not say in what
 * character set; mailparser then reads U+FFFD. `declared` is the charset the message names for its text, if any.
 */
export function toUtf8(bytes: Buffer, declared: string | undefined): Buffer {
  if (isAscii(bytes) || isUtf8(bytes)) return bytes;
  return Buffer.from(decode(bytes, guessCharset(bytes, declared)));
}

/** Bytes that the guess is made from. */
const SAMPLE = 64 * 1024;

function guessCharset(whole: Buffer, declared: string | undefined): string {
  if (declared !== undefined && !/^(utf-?8|us-ascii|ascii|unicode.*)$/i.test(declared) && isKnown(declared))
    return declared;
  const bytes = whole.subarray(0, SAMPLE);
  const text = bytes.toString('latin1');
  const high = count(text, HIGH);
  // Western text has single accented letters between plain ones; double-byte text has nearly all of them in pairs.
  if (high >= 4 && count(text, HIGH_PAIR) * 2 >= high * 0.8) {
    const candidates = count(text, KANA) * 4 > high ? ['shift_jis', 'gb18030'] : ['gb18030', 'big5', 'euc-kr'];
    for (const charset of candidates) if (isValid(bytes, charset)) return charset;
  }
  if (high >= 4 && count(text, KANA) * 4 > high && isValid(bytes, 'shift_jis')) return 'shift_jis';
  return 'windows-1252';
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}

function isValid(bytes: Buffer, charset: string): boolean {
  try {
    // The sample may end in the middle of a character.
    new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const decode = (bytes: Buffer, charset: string) => new TextDecoder(charset).decode(bytes);
