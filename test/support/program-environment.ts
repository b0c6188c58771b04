import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IsolatedStores } from './isolated-stores.ts';

/** The least that every configuration says. */
export const MUNICIPALITY = { gemeente: 'Voorbeeldstad', afdelingen: [{ code: 'KCC', naam: 'Klantcontactcentrum' }] };

/** Writes a configuration into the folder and answers its path; `config` goes before the least that each one says. */
export function writeConfig(folder: string, config: object): string {
  const path = join(folder, 'intake.yaml');
  // JSON is YAML.
  writeFileSync(path, JSON.stringify({ ...MUNICIPALITY, ...config }));
  return path;
}

/** The environment of a program in a process of its own, on the stores of a test file and with this configuration. */
export const programEnvironment = (stores: IsolatedStores, folder: string, config: object) => ({
  INTAKE_CONFIG: writeConfig(folder, config),
  MONGODB_URI: stores.mongodbUri,
  REDIS_URL: stores.redisUrl,
  KEY_PREFIX: stores.keyPrefix,
  DATA_DIR: folder,
  PORT: '0',
});
