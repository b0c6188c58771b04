import { toInstant } from '#domain/time/dutch-instant.ts';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
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
  const read = await readScan(scan.path, isWithinSize(scan.size, limits)).catch(nothingIfGone);
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

/** The hash is over the whole file, also when only its beginning is kept. */
async function readScan(path: string, whole: boolean): Promise<{ raw: Buffer; sha256: string }> {
  // A link that was put in its place after we looked is refused here.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    if (whole) {
      const raw = await file.readFile();
      return { raw, sha256: createHash('sha256').update(raw).digest('hex') };
    }
    const hash = createHash('sha256');
    for await (const piece of file.createReadStream({ autoClose: false, start: 0 })) hash.update(piece as Buffer);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PARTIAL_BYTES), 0, PARTIAL_BYTES, 0);
    return { raw: buffer.subarray(0, bytesRead), sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** Gone, or a link by now, which is never followed. */
function nothingIfGone(thrown: unknown): undefined {
  const { code } = thrown as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'ELOOP') throw thrown;
}

async function readBeside({ sidecar }: FoundScan): Promise<{ sidecar: Sidecar; isBroken: boolean }> {
  if (sidecar === undefined) return { sidecar: {}, isBroken: false };
  const size = (await look(sidecar.path))?.size ?? Infinity;
  return size > LARGEST_SIDECAR ? { sidecar: {}, isBroken: true } : readSidecar(await readFile(sidecar.path));
}

/** VNG C2138: the moment of the scan, not the date on the letter and not the moment of taking in. */
function chooseScanTime({ scandatum }: Sidecar, modifiedAt: Date, now: Date): Date {
  const said = scandatum === undefined ? undefined : toInstant(scandatum);
  return [said, modifiedAt].find((one) => one !== undefined && isCredible(one, now)) ?? now;
}
