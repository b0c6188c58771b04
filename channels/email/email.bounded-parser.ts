import { createHash } from 'node:crypto';
import type { Transform } from 'node:stream';
import { MailParser, type MailParserOptions } from 'mailparser';
import type { EmailLimits } from './email.config.ts';
import { unreadableMail } from './email.errors.ts';

/** A part as the splitter inside mailparser hands it over. Like all of this file not in its types: see PartNode. */
interface SplitPart {
  readonly type: 'node';
  readonly parentNode?: SplitPart | false;
  readonly contentType?: string | false;
  readonly filename?: string | false;
  readonly _headerlen: number;
  getDecoder(): Transform;
}
type Chunk = SplitPart | { readonly type: 'data' } | { readonly type: 'body'; value: Buffer };
type Done = (error?: Error) => void;
interface Internals {
  readonly curnode: false | { readonly isAttachment?: boolean };
  readonly tree: unknown;
  processChunk(chunk: Chunk, done: Done): void;
}

/** A text part with a file name, byte for byte as it was sent: for its sender it is a file, wherever it is shown. */
export interface NamedText {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Bytes of the headers of all parts together, the first not counted: a file name and its type take some hundreds. */
const PART_HEADERS = 1024 * 1024;
/** Bytes as sent that one character of text may take: accents in quoted-printable, and the tags around words. */
const BYTES_PER_CHARACTER = 8;
/** What a line end counts for beside its byte: each is looked for and replaced, which costs more than the byte. */
const LINE_END_BYTES = 8;
const LF = 10;

const Parser = MailParser as unknown as new (options: MailParserOptions) => MailParser & Internals;

/**
 * mailparser with limits where it has none: depth, headers of parts, and how much of the texts is decoded. It keeps text
 * in several copies and looks at every line of it: 50 MB of line ends took it 20 seconds and 800 MB.
 */
export class BoundedParser extends Parser {
  readonly #limits: EmailLimits;
  readonly #files: Promise<NamedText>[] = [];
  #headerBytes = 0;
  #textBytes: number;
  #copy: Transform | undefined;

  constructor(options: MailParserOptions, limits: EmailLimits) {
    super(options);
    this.#limits = limits;
    this.#textBytes = limits.tekstTekens * BYTES_PER_CHARACTER;
  }

  /** Text parts with a file name. To be asked for when the parser has ended. */
  files(): Promise<NamedText[]> {
    this.#endCopy();
    return Promise.all(this.#files);
  }

  override processChunk(chunk: Chunk, done: Done): void {
    if (chunk.type === 'body') return this.#passBody(chunk, done);
    this.#endCopy();
    if (chunk.type === 'data') return super.processChunk(chunk, done);
    const { mimeDiepte } = this.#limits;
    if (isDeeperThan(chunk, mimeDiepte)) return done(unreadableMail('mail-too-deep', { facts: { limit: mimeDiepte } }));
    if (typeof chunk.parentNode === 'object') this.#headerBytes += chunk._headerlen;
    if (this.#headerBytes > PART_HEADERS) return done(unreadableMail('mail-header-too-large'));
    super.processChunk(chunk, done);
    if (this.#isText() && typeof chunk.filename === 'string' && chunk.filename !== '')
      this.#keepCopy(chunk, chunk.filename);
  }

  #passBody(chunk: { type: 'body'; value: Buffer }, done: Done): void {
    this.#copy?.write(chunk.value);
    if (!this.#isText()) return super.processChunk(chunk, done);
    this.#textBytes -= costOf(chunk.value);
    if (this.#textBytes < 0) setImmediate(done);
    else super.processChunk(chunk, done);
  }

  #isText(): boolean {
    return this.curnode !== false && this.curnode.isAttachment === false;
  }

  #keepCopy(part: SplitPart, fileName: string): void {
    const decoder = part.getDecoder();
    const mediaType = part.contentType === false || part.contentType === undefined ? '' : part.contentType;
    this.#copy = decoder;
    this.#files.push(
      gather(decoder).then((bytes) => ({
        fileName,
        mediaType: mediaType === '' ? 'text/plain' : mediaType,
        bytes,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })),
    );
  }

  #endCopy(): void {
    this.#copy?.end();
    this.#copy = undefined;
  }
}

function costOf(value: Buffer): number {
  let lineEnds = 0;
  for (let at = value.indexOf(LF); at !== -1; at = value.indexOf(LF, at + 1)) lineEnds += 1;
  return value.byteLength + lineEnds * LINE_END_BYTES;
}

function isDeeperThan(part: SplitPart, limit: number): boolean {
  let depth = 0;
  for (let up = part.parentNode; typeof up === 'object'; up = up.parentNode) {
    depth += 1;
    if (depth > limit) return true;
  }
  return false;
}

function gather(decoder: Transform): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    decoder.on('data', (chunk: Buffer) => chunks.push(chunk));
    const finish = () => {
      resolve(Buffer.concat(chunks));
    };
    decoder.once('end', finish);
    decoder.once('error', finish);
  });
}
