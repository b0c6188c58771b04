/** A message as the server announces it. */
export interface ListedMessage {
  readonly uid: number;
  /** RFC822.SIZE, bytes. */
  readonly size: number;
}

/** Messages that are asked for in one streaming FETCH; what they become is settled at the server before the next. */
const WINDOW_MESSAGES = 1_000;
const WINDOW_BYTES = 64 * 1024 * 1024;

export function* toWindows(listed: readonly ListedMessage[]): Generator<ListedMessage[]> {
  let window: ListedMessage[] = [];
  let bytes = 0;
  for (const message of listed) {
    if (window.length > 0 && (window.length >= WINDOW_MESSAGES || bytes + message.size > WINDOW_BYTES)) {
      yield window;
      window = [];
      bytes = 0;
    }
    window.push(message);
    bytes += message.size;
  }
  if (window.length > 0) yield window;
}
