import type { Configuration } from '../config/load-config.ts';
import { findEmbeddedInEarnest } from './embedded-in-earnest.ts';
import type { Exposure } from './exposure.ts';
import { findOpenConfig } from './open-config.ts';
import { findOpenDataDir } from './open-data-dir.ts';
import { findOpenScans } from './open-scans.ts';

/** What this configuration leaves open to other accounts of this machine, or is not made for. Never throws. */
export function findExposures(configuration: Configuration): Exposure[] {
  const { config, environment } = configuration;
  const { configPath, roles, dataDir } = environment;
  const { brief } = config.kanalen;
  return [
    ...(configPath === undefined ? [] : findOpenConfig(configPath)),
    ...(roles.includes('letter') && brief !== undefined ? findOpenScans(brief.map) : []),
    ...findOpenDataDir(dataDir),
    ...findEmbeddedInEarnest(configuration),
  ];
}
