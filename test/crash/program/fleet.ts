import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '#infrastructure/network/free-port.ts';
import type { ProgramTimings } from '#main/start-program.ts';
import type { World } from '../world/open-world.ts';
import { createInstance, type Instance } from './instance.ts';
import { INSTANCES, STANDING, type InstanceName } from './instance-name.ts';
import type { Break } from './sabotage.ts';

export interface Fleet {
  get(name: InstanceName): Instance;
  /** Where messages can be posted now. */
  addresses(): string[];
  /** Ends every process; false when one of them did not stop in order. */
  end(): Promise<boolean>;
  /** What processes did by themselves that they should not have. */
  readonly complaints: readonly string[];
}

export interface FleetOptions {
  readonly timings?: ProgramTimings;
  readonly breaks?: Break;
}

/** Starts the standing processes. */
export async function startFleet(world: World, { timings, breaks }: FleetOptions): Promise<Fleet> {
  const complaints: string[] = [];
  const logFolder = join(world.folder, 'logs');
  await mkdir(logFolder, { recursive: true });
  const ports = { web: await findFreePort(), full: await findFreePort() };
  const instances = new Map<InstanceName, Instance>();
  for (const name of Object.keys(INSTANCES) as InstanceName[]) {
    const port = name === 'web' || name === 'full' ? ports[name] : 0;
    const env = {
      ...world.env,
      ROLES: INSTANCES[name].join(','),
      PORT: String(port),
      ...(timings === undefined ? {} : { TIMINGS: JSON.stringify(timings) }),
      ...(breaks === undefined ? {} : { BREAK: breaks }),
    };
    const complain = (line: string) => void complaints.push(line);
    instances.set(name, createInstance({ name, env, logFolder, complain }));
  }
  const get = (name: InstanceName) => {
    const instance = instances.get(name);
    if (instance === undefined) throw new Error(`no such process: ${name}`);
    return instance;
  };
  await Promise.all(STANDING.map((name) => get(name).start()));
  return {
    get,
    addresses: () => (['web', 'full'] as const).filter((name) => get(name).running()).map(addressOf),
    async end() {
      const ends = await Promise.all([...instances.values()].map((instance) => instance.end()));
      return ends.every(Boolean);
    },
    complaints,
  };

  function addressOf(name: 'web' | 'full'): string {
    return `http://127.0.0.1:${ports[name]}`;
  }
}
