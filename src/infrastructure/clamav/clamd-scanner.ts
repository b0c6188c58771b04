import { defect, Failure, transient } from '#domain/failure/failure.ts';
import type { ScanVerdict, VirusScanner } from '#application/ports/virus-scanner.ts';
import { SCAN_REFUSED } from '#application/scan-document.ts';
import { CUT_CODE, openClamd, TIMEOUT_CODE, type ClamdAddress } from './clamd-connection.ts';

export interface ClamdSettings {
  readonly clamd: ClamdAddress;
  /** Silence of clamd that is too long, in milliseconds. */
  readonly timeoutMs: number;
}

const COMMAND = (name: string) => Buffer.from(`z${name}\0`, 'latin1');
const CHUNK = 64 * 1024;
/** It answers this even while it loads signatures. */
const PING_MS = 5_000;
const END = Buffer.alloc(4);
/** Bytes that every clamd takes (StreamMaxLength is 100 MB by default). */
const LEAST_LIMIT = 512 * 1024;

/** clamd, by INSTREAM (clamd(8)): chunks with their length in front, in network byte order; a length of zero ends it. */
export function createClamdScanner({ clamd, timeoutMs }: ClamdSettings): VirusScanner {
  return {
    scan: async (bytes) => {
      const sent = { bytes: 0 };
      try {
        return await stream(bytes, sent);
      } catch (thrown) {
        if (!(thrown instanceof Failure) || ![CUT_CODE, TIMEOUT_CODE].includes(thrown.code)) throw thrown;
        const isAlive = await ping().then(
          () => true,
          () => false,
        );
        if (thrown.code === TIMEOUT_CODE) throw isAlive ? refused() : thrown;
        // At its limit clamd answers and closes at once; over TCP that answer can be lost on the way (RFC 9293 section
        // 3.10.7.4: a reset discards it). Nobody's limit is below half a megabyte: of less it is this document that ends it,
        // as it is when it does not answer any more.
        if (isAlive && sent.bytes >= LEAST_LIMIT) return { kind: 'too-large' };
        throw refused();
      }
    },
    ping,
  };

  async function stream(bytes: AsyncIterable<Uint8Array>, sent: { bytes: number }): Promise<ScanVerdict> {
    const connection = openClamd(clamd, timeoutMs);
    try {
      let isTaking = await connection.write(COMMAND('INSTREAM'));
      // A source that fails has nothing to do with clamd: what it throws goes to the caller as it is.
      for await (const part of bytes) {
        for (let at = 0; isTaking && at < part.byteLength; at += CHUNK) {
          const chunk = part.subarray(at, at + CHUNK);
          isTaking = await connection.write(withLength(chunk));
          sent.bytes += chunk.byteLength;
        }
        if (!isTaking) break;
      }
      if (isTaking) await connection.write(END);
      return toVerdict(await connection.answer);
    } finally {
      connection.close();
    }
  }

  async function ping(): Promise<void> {
    const connection = openClamd(clamd, Math.min(timeoutMs, PING_MS));
    try {
      await connection.write(COMMAND('PING'));
      const answer = await connection.answer;
      if (answer !== 'PONG') throw transient('virus-scanner-failed', 'What answers is not clamd');
    } finally {
      connection.close();
    }
  }
}

function withLength(chunk: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(4 + chunk.byteLength);
  framed.writeUInt32BE(chunk.byteLength);
  framed.set(chunk, 4);
  return framed;
}

/** With ExtendedDetectionInfo the name is followed by the hash and size of what was scanned. */
const FOUND = /^stream: (.+?)(?:\([0-9a-f]{32,}:\d+\))? FOUND$/;

function toVerdict(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return { kind: 'clean' };
  const signature = FOUND.exec(answer)?.[1];
  if (signature !== undefined) return { kind: 'infected', signature };
  if (answer.includes('size limit exceeded')) return { kind: 'too-large' };
  throw refused();
}

/** About this document alone: it must not keep its neighbours waiting, and a person gets it in the end. */
const refused = () => defect(SCAN_REFUSED, 'clamd cannot scan this document: see its log');
