import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mongodPathRung } from './mongod.ts';
import { BUILT_SECANTUS, secantusCacheRungs, secantusFetchRung } from './secantus.ts';
import { climb, type LadderPlace, type Rung } from './server-ladder.ts';

const MEND =
  'docker compose up, of MONGODB_URI instellen, of pip voor Python 3 installeren (apt-get install python3-pip)';

/**
 * Starts the best MongoDB-protocol server there is. Where data lies already, only servers of that data's own format
 * are tried: a better one that appears later would start empty, and the register would seem lost.
 */
export async function climbToMongodb(place: LadderPlace) {
  const rungs = [mongodPathRung(place), ...secantusCacheRungs(place), secantusFetchRung(place)];
  const inUse = readStoreInUse(place.dataDir);
  if (!inUse) {
    const server = await climb('MongoDB', rungs, MEND);
    writeStoreInUse(place.dataDir, server.rung.store);
    return server;
  }
  const fitting = rungs.filter((rung) => rung.store === inUse);
  return climb(`MongoDB (${inUse})`, fitting, mendFor(inUse, fitting));
}

function mendFor(store: string, fitting: readonly Rung[]): string {
  if (store === BUILT_SECANTUS.store) return 'npm run db:build';
  return fitting.length > 0 ? MEND : `zet de server ${store} terug, of kies een andere map met DATA_DIR`;
}

const storeFile = (dataDir: string) => join(dataDir, 'mongodb', 'in-use');

function readStoreInUse(dataDir: string): string | undefined {
  try {
    return readFileSync(storeFile(dataDir), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function writeStoreInUse(dataDir: string, store: string): void {
  mkdirSync(join(dataDir, 'mongodb'), { recursive: true });
  writeFileSync(storeFile(dataDir), `${store}\n`);
}
