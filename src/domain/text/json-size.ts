const [QUOTE, BACKSLASH, COMMA, LIST, GROUP] = [...'"\\,[{'].map((character) => character.charCodeAt(0));

/**
 * Whether bytes of JSON hold more values than this, seen without reading them: some milliseconds for megabytes, where
 * reading as many values takes seconds. Bytes that are no JSON get any answer.
 */
export function hasMoreValues(json: Uint8Array, most: number): boolean {
  let values = 0;
  let inText = false;
  for (let at = 0; at < json.byteLength; at += 1) {
    const byte = json[at];
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === COMMA || byte === LIST || byte === GROUP) {
      values += 1;
      if (values > most) return true;
    }
  }
  return false;
}
