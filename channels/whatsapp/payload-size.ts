import { unprocessable } from '#domain/failure/failure.ts';

/**
 * Values in one delivery. Meta puts at most a thousand updates in one, of some twenty values each; more than this is no
 * delivery, and reading it would hold up everything else that this process does.
 */
const MOST_VALUES = 60_000;

const [QUOTE, BACKSLASH, COMMA, LIST, GROUP] = [...'"\\,[{'].map((character) => character.charCodeAt(0));

/** Refuses JSON with more values than any delivery has, by its bytes alone: some milliseconds, whatever they are. */
export function checkPayloadSize(raw: Uint8Array): void {
  let values = 0;
  let inText = false;
  for (let at = 0; at < raw.byteLength; at += 1) {
    const byte = raw[at];
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === COMMA || byte === LIST || byte === GROUP) {
      values += 1;
      if (values > MOST_VALUES) throw unprocessable('whatsapp-payload-too-large', 'The payload has too many values');
    }
  }
}
