/** Bytes above this do not travel inside a message between two processes, which is copied whole several times. */
const LARGE = 1024 * 1024;
const PIECE = 1024 * 1024;

/** Bytes that are not in memory at all: they go from the database to the reader piece by piece. */
export class StreamedBytes {
  readonly size: number;
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
  constructor(size: number, open: () => Promise<AsyncIterable<Uint8Array>>) {
    this.size = size;
    this.open = open;
  }
}

/** Stands in a message in the place of bytes that travel in pieces before it. */
interface Ticket {
  readonly largeBytes: number;
}

/** Bytes of one message, announced by its first piece. */
export interface Piece {
  readonly kind: 'piece';
  readonly ticket: number;
  readonly at: number;
  readonly total: number;
  readonly bytes: Uint8Array;
}

export const isPiece = (message: unknown): message is Piece =>
  typeof message === 'object' && message !== null && (message as { kind?: unknown }).kind === 'piece';

/** The message with tickets in the place of its large bytes, and the pieces to send before it. */
function takeOutLarge(message: unknown): { slim: unknown; pieces: AsyncGenerator<Piece> } {
  const large: (Uint8Array | StreamedBytes)[] = [];
  const slim = replace(message, (value) => {
    const isLarge = value instanceof StreamedBytes || (value instanceof Uint8Array && value.byteLength > LARGE);
    if (!isLarge) return undefined;
    return { largeBytes: large.push(value) - 1 } satisfies Ticket;
  });
  return { slim, pieces: toPieces(large) };
}

/** Sends piece by piece, each when the one before has left: a mail of 50 MB is not in the pipe as a whole. */
export async function sendInPieces(message: unknown, send: (part: unknown, sent: () => void) => void): Promise<void> {
  const gone = (part: unknown) =>
    new Promise<void>((resolve) => {
      send(part, resolve);
    });
  const { slim, pieces } = takeOutLarge(message);
  for await (const piece of pieces) await gone(piece);
  await gone(slim);
}

/**
 * Puts pieces together as they come, each kind of bytes in memory once; throws a RangeError for more than `mostBytes`
 * together: who announces them need not be believed.
 */
export function createGatherer(mostBytes = Infinity) {
  let gathered: Uint8Array[] = [];
  let left = mostBytes;
  return {
    add({ ticket, at, total, bytes }: Piece): void {
      if (gathered[ticket] === undefined && (left -= total) < 0) throw new RangeError('More bytes than can be true');
      const whole = (gathered[ticket] ??= new Uint8Array(total));
      whole.set(bytes, at);
    },
    /** The message with its bytes back in their places; what was gathered is forgotten here. */
    complete(slim: unknown): unknown {
      const large = gathered;
      gathered = [];
      return replace(slim, (value) => (isTicket(value) ? large[value.largeBytes] : undefined));
    },
  };
}

async function* toPieces(large: readonly (Uint8Array | StreamedBytes)[]): AsyncGenerator<Piece> {
  for (const [ticket, whole] of large.entries()) {
    const total = whole instanceof StreamedBytes ? whole.size : whole.byteLength;
    let at = 0;
    for await (const bytes of whole instanceof StreamedBytes ? await whole.open() : cut(whole)) {
      yield { kind: 'piece', ticket, at, total, bytes };
      at += bytes.byteLength;
    }
  }
}

function* cut(whole: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < whole.byteLength; at += PIECE) yield whole.subarray(at, at + PIECE);
}

const isTicket = (value: unknown): value is Ticket =>
  isPlain(value) && Object.keys(value).length === 1 && Number.isInteger(value['largeBytes']);

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A copy in which every value that `by` has an answer for is that answer; everything else stays what it was. */
function replace(value: unknown, by: (value: unknown) => unknown): unknown {
  const instead = by(value);
  if (instead !== undefined) return instead;
  if (Array.isArray(value)) return value.map((each) => replace(each, by));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replace(each, by)]));
}
