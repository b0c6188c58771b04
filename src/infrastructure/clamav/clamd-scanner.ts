import { defect, Failure, transient } from '#domain/failure/failure.ts';
import type { ScanVerdict, VirusScanner } from '#application/ports/virus-scanner.ts';
import { CUT_CODE, openClamd, type ClamdAddress } from './clamd-connection.ts';

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

/** clamd, by INSTREAM (clamd(8)): chunks with their length in front, in network byte order; a length of zero ends it. */
export function createClamdScanner({ clamd, timeoutMs }: ClamdSettings): VirusScanner {
  return {
    scan: async (bytes) => {
      try {
        return await stream(bytes);
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.code !== CUT_CODE) throw thrown;
        // At its limit clamd answers and closes at once; over TCP that answer can be lost on the way (RFC 9293 section
        // 3.10.7.4: a reset discards it). One that was killed does not answer now, and is a failure.
        await ping();
        return { kind: 'too-large' };
      }
    },
    ping,
  };

  async function stream(bytes: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const connection = openClamd(clamd, timeoutMs);
    try {
      let isTaking = await connection.write(COMMAND('INSTREAM'));
      // A source that fails has nothing to do with clamd: what it throws goes to the caller as it is.
      for await (const part of bytes) {
        for (let at = 0; isTaking && at < part.byteLength; at += CHUNK) {
          isTaking = await connection.write(withLength(part.subarray(at, at + CHUNK)));
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
  // About this document alone: it must not keep its neighbours waiting, and a person gets it in the end.
  throw defect('virus-scan-refused', 'clamd cannot scan this document: see its log');
}
