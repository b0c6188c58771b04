import { startEmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';

/** A program that holds embedded servers on the folder of its first argument until it is killed; tells them as one JSON line. */
const servers = await startEmbeddedServers({ dataDir: process.argv[2] ?? '', report: () => {} });
process.stdout.write(`${JSON.stringify(servers)}\n`);
