import { MONGOD_STORE, startMongod } from './mongod.ts';
import type { LadderPlace, Rung } from './server-ladder.ts';

const VERSION = '8.2.6';
const HOST = 'https://fastdl.mongodb.org';
const HOST_ANSWERS_MS = 2_000;

/** MongoDB's own build, by mongodb-memory-server-core: where it was fetched before, or where its download host is reachable. */
export function mongodDownloadRung(place: LadderPlace): Rung {
  return {
    name: `mongod ${VERSION} van MongoDB ophalen`,
    via: 'opgehaald',
    store: MONGOD_STORE,
    locate: async () => {
      const { DryMongoBinary, MongoBinary } = await import('mongodb-memory-server-core');
      const choice = { version: VERSION, downloadDir: place.cacheDir };
      const present = await DryMongoBinary.locateBinary(choice).catch(() => undefined);
      if (present) return present;
      // The library's own name for another download host; a closed network may have a mirror.
      const host = place.env['MONGOMS_DOWNLOAD_MIRROR'] ?? HOST;
      if (!(await isReachable(host))) throw new Error('de downloadserver is niet bereikbaar');
      place.report(`MongoDB: mongod ${VERSION} ophalen (70 MB) ...`);
      return MongoBinary.getPath(choice);
    },
    start: (binary) => startMongod(binary, place),
  };
}

/** Two seconds, then quietly on: many municipal networks let nothing out but the package registries. */
async function isReachable(host: string): Promise<boolean> {
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(HOST_ANSWERS_MS) });
    return true;
  } catch {
    return false;
  }
}
