import { parseConfig } from '#main/config/load-config.ts';
import { readEnvironment } from '#main/config/environment.ts';
import { startProgram, type Program } from '#main/start-program.ts';
import type { IsolatedStores } from './isolated-stores.ts';
import { MUNICIPALITY } from './program-environment.ts';

/** The program inside the test's own process, on the stores of its file; `config` goes before the least that each one says. */
export function startOnStores(
  stores: IsolatedStores,
  dataDir: string,
  roles: string,
  config: object,
): Promise<Program> {
  const { environment } = readEnvironment({
    MONGODB_URI: stores.mongodbUri,
    REDIS_URL: stores.redisUrl,
    DATA_DIR: dataDir,
    PORT: '0',
    ROLES: roles,
    LOG_LEVEL: 'silent',
  });
  return startProgram({
    environment,
    config: parseConfig({ ...MUNICIPALITY, ...config }),
    keyPrefix: stores.keyPrefix,
    report: () => undefined,
  });
}
