import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'bson';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { storedMessageSchema } from '#domain/inbound-message/stored-message.schema.ts';
import { readBsonFile } from '#infrastructure/mongo/backup/read-bson-file.ts';
import { MANIFEST, type Manifest } from '#infrastructure/mongo/backup/manifest.schema.ts';
import { readManifest } from '#infrastructure/mongo/backup/read-manifest.ts';
import { parseParkedFile } from '#main/cli/parked/parked-file.ts';
import type { FuzzTarget } from '../target.ts';
import { demand } from '../target.ts';
import { JSON_WORDS } from './json-words.ts';
import { SEED_MOMENT } from './seed-files.ts';
import { parkedSeed } from './parked-seed.ts';

const folder = tmpdir();
const moment = SEED_MOMENT.toISOString();
const manifest: Manifest = {
  soort: 'klantcontact-intake-backup',
  versie: 1,
  begonnenOp: moment,
  klaarOp: moment,
  verzamelingen: [{ naam: 'messages', documenten: 2, bytes: 60, sha256: 'b'.repeat(64) }],
};

/** What comes back from outside by hand: an exported parked message, the manifest and a file of a backup. */
export const target: FuzzTarget = {
  title: 'exported parked messages and backups: parked-file.ts, read-manifest.ts, read-bson-file.ts',
  dictionary: [
    ...JSON_WORDS,
    ...'bericht taak uuid key channel state receivedAt acceptedAt envelope locations aliases size sha256 mediaType steps herstel vervangingen wijzigingen op soort versie verzamelingen naam documenten'
      .split(' ')
      .map((key) => `"${key}":`),
    ...['"parked"', `"${moment}"`, '\x05\x00\x00\x00\x00', '\xff\xff\xff\x7f', '\x04\x00\x00\x00', '\x00\x00\x00\x80'],
  ],
  batch: 64,
  largest: 32 * 1024,
  seeds: () =>
    Promise.resolve([
      Buffer.from(JSON.stringify(parkedSeed)),
      Buffer.from(JSON.stringify(manifest)),
      Buffer.concat([serialize({ a: 1 }), serialize({ b: 'x', c: [1] })]),
    ]),
  run: async (bytes) => {
    const text = Buffer.from(bytes).toString('utf8');
    const parked = parseParkedFile(text);
    if (parked !== undefined) {
      demand(storedMessageSchema.safeParse(parked.bericht).success, 'an imported message is one of the ledger');
      demand(parked.bericht.uuid === deterministicUuid(parked.bericht.key, 'message'), 'an id follows from the key');
    }
    const file = join(folder, 'messages.bson');
    writeFileSync(file, bytes);
    writeFileSync(join(folder, MANIFEST), bytes);
    let size = 0;
    try {
      for await (const document of readBsonFile(file)) size += document.byteLength;
      demand(size === bytes.byteLength, 'a backup file is read to its end');
    } finally {
      const { verzamelingen } = await readManifest(folder);
      demand(
        verzamelingen.every(({ naam }) => !naam.includes('/')),
        'a collection names no path',
      );
    }
  },
};
