import { toInstant } from '#domain/time/dutch-instant.ts';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { LetterLimits } from './letter.config.ts';
import type { LetterEnvelope } from './letter.envelope.ts';
import { isCredible } from './letter.instant.ts';
import { letterKey } from './letter.message-key.ts';
import { look, type FoundScan } from './letter.scan-folder.ts';
import { LARGEST_SIDECAR, readSidecar, type Sidecar } from './letter.sidecar.ts';
import { isWithinSize, PARTIAL_BYTES } from './letter.verify.ts';
import { sniffMediaType } from './reading/sniff-media-type.ts';

/**
 * A scan as it is accepted: its bytes, its key and what stands beside it. Undefined when the file changed or went away
 * while it was read: it is then looked at again later.
 */
export async function toNewMessage(scan: FoundScan, limits: LetterLimits, now: Date): Promise<NewMessage | undefined> {
  const read = await readScan(scan, isWithinSize(scan.size, limits)).catch(nothingIfGone);
  if (read === undefined) return undefined;
  const { raw, sha256 } = read;
  const { sidecar, isBroken } = await readBeside(scan);
  if ((await look(scan.path))?.fingerprint !== scan.fingerprint) return undefined;
  const scanTime = chooseScanTime(sidecar, scan.modifiedAt, now);
  const envelope: LetterEnvelope = {
    fileName: basename(scan.path),
    scanTime: scanTime.toISOString(),
    ...(scan.sidecar === undefined ? {} : { sidecar }),
    ...(isBroken ? { sidecarBroken: true } : {}),
    ...(raw.byteLength < scan.size ? { originalSize: scan.size } : {}),
  };
  const key = letterKey(sha256);
  return {
    uuid: deterministicUuid(key, 'message'),
    key,
    channel: 'letter',
    receivedAt: scanTime,
    envelope,
    location: scan.relative,
    aliases: [basename(scan.path)],
    mediaType: sniffMediaType(raw) ?? 'application/octet-stream',
    sha256,
    raw,
  };
}

/** The hash is over the whole file, also when only its beginning is kept. Undefined when it is longer than it was. */
async function readScan({ path, size }: FoundScan, whole: boolean) {
  return withPlainFile(path, async (file) => {
    const hash = createHash('sha256');
    const kept = Buffer.alloc(whole ? size : Math.min(size, PARTIAL_BYTES));
    let at = 0;
    // Its size is believed and no byte more is read: a file that goes on growing would never end.
    for await (const chunk of file.createReadStream({ autoClose: false, start: 0, end: size })) {
      const piece = chunk as Buffer;
      hash.update(piece);
      if (at < kept.length) piece.copy(kept, at);
      at += piece.length;
    }
    return at === size ? { raw: kept, sha256: hash.digest('hex') } : undefined;
  });
}

/** A link or a pipe that was put in its place after we looked is not followed and not waited for. */
async function withPlainFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    return (await file.stat()).isFile() ? await use(file) : undefined;
  } finally {
    await file.close();
  }
}

/** Gone, or a link by now, which is never followed. */
function nothingIfGone(thrown: unknown): undefined {
  const { code } = thrown as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'ELOOP' && code !== 'ENXIO') throw thrown;
}

async function readBeside({ sidecar }: FoundScan): Promise<{ sidecar: Sidecar; isBroken: boolean }> {
  if (sidecar === undefined) return { sidecar: {}, isBroken: false };
  const bytes = await withPlainFile(sidecar.path, async (file) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LARGEST_SIDECAR + 1), 0, LARGEST_SIDECAR + 1, 0);
    return buffer.subarray(0, bytesRead);
  }).catch(nothingIfGone);
  const isBroken = bytes === undefined || bytes.length > LARGEST_SIDECAR;
  return isBroken ? { sidecar: {}, isBroken } : readSidecar(bytes);
}

/** VNG C2138: the moment of the scan, not the date on the letter and not the moment of taking in. */
function chooseScanTime({ scandatum }: Sidecar, modifiedAt: Date, now: Date): Date {
  const said = scandatum === undefined ? undefined : toInstant(scandatum);
  return [said, modifiedAt].find((one) => one !== undefined && isCredible(one, now)) ?? now;
}
