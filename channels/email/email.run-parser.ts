import { Readable } from 'node:stream';
import type { AttachmentStream, Headers, MessageText } from 'mailparser';
import { Failure } from '#domain/failure/failure.ts';
import { BoundedParser } from './email.bounded-parser.ts';
import type { EmailLimits } from './email.config.ts';
import { unreadableMail } from './email.errors.ts';

export interface RawAttachment {
  readonly fileName: string | undefined;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** The part tree as mailparser builds it. Not in its types: the tests of this folder guard it against a new version. */
export interface PartNode {
  readonly contentType?: string | false;
  readonly isAttachment?: boolean;
  readonly textContent?: string;
  readonly children: readonly PartNode[];
}

export interface ParserResult {
  readonly headers: Headers;
  readonly tree: PartNode | undefined;
  readonly text: MessageText | undefined;
  readonly attachments: readonly RawAttachment[];
}

/** Parts of a mail, multiparts counted too, per attachment that is allowed; and for the texts around them. */
const PARTS_PER_ATTACHMENT = 3;
const PARTS_BESIDE = 1_000;
/** The parser joins what it is given into one piece first: a mail of 50 MB at once would be there twice. */
const PIECE = 64 * 1024;

/**
 * mailparser on the whole mail. Lean: nothing is turned into HTML or links here, embedded messages stay attachments
 * (what a citizen forwards is a document), and the checksum it makes anyway is the SHA-256 that we keep.
 */
export function runParser(raw: Buffer, limits: EmailLimits): Promise<ParserResult> {
  return new Promise((resolve, reject) => {
    const parser = new BoundedParser(
      {
        skipHtmlToText: true,
        skipTextToHtml: true,
        skipTextLinks: true,
        skipImageLinks: true,
        keepDeliveryStatus: true,
        ignoreEmbedded: true,
        checksumAlgo: 'sha256',
        maxChildNodes: PARTS_BESIDE + limits.bijlagen * PARTS_PER_ATTACHMENT,
        maxHeadSize: 2 * 1024 * 1024,
      },
      limits,
    );
    const attachments: RawAttachment[] = [];
    let text: MessageText | undefined;
    parser.on('error', (cause: Error) => {
      if (cause instanceof Failure) return reject(cause);
      reject(unreadableMail(/nodes/i.test(cause.message) ? 'mail-too-many-attachments' : 'mail-unreadable', { cause }));
    });
    parser.on('data', (data: AttachmentStream | MessageText) => {
      if (data.type === 'text') text = data;
      else if (attachments.length < limits.bijlagen) collect(data, (attachment) => attachments.push(attachment));
      else {
        reject(unreadableMail('mail-too-many-attachments', { facts: { limit: limits.bijlagen } }));
        parser.destroy();
      }
    });
    parser.on('end', () => {
      const { headers } = parser;
      const tree = parser.tree as PartNode | false;
      parser.files().then(
        (files) =>
          resolve({
            headers: headers === false ? new Map<string, never>() : headers,
            tree: tree === false ? undefined : tree,
            text,
            attachments: [...attachments, ...files],
          }),
        reject,
      );
    });
    Readable.from(pieces(raw)).pipe(parser);
  });
}

function* pieces(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.byteLength; at += PIECE) yield raw.subarray(at, at + PIECE);
}

function collect(stream: AttachmentStream, done: (attachment: RawAttachment) => void): void {
  const chunks: Buffer[] = [];
  stream.content.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.content.on('end', () => {
    const [only] = chunks;
    done({
      fileName: stream.filename,
      mediaType: stream.contentType,
      bytes: only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks),
      sha256: stream.checksum ?? '',
    });
    stream.release?.();
  });
}
