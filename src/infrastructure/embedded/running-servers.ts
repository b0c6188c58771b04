import { readInstance } from './data-dir-lock.ts';
import { isAlive } from './process-signals.ts';

/**
 * The embedded servers of the program that runs on this data folder now, for the command line beside it. Undefined when
 * none runs: then the caller may start them itself. Whether they answer is for the caller's own connection to find out.
 */
export function findRunningServers(dataDir: string): { mongodbUri: string; redisUrl: string } | undefined {
  const instance = readInstance(dataDir);
  if (!instance?.mongodbUri || !instance.redisUrl || !isAlive(instance.pid)) return undefined;
  return { mongodbUri: instance.mongodbUri, redisUrl: instance.redisUrl };
}
