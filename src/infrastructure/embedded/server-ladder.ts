import { transient } from '#domain/failure/failure.ts';
import type { ServerProcess } from './server-process.ts';

/** Where the ladder looks and writes; the same for every server. `env` gives PATH and what pip needs. */
export type LadderPlace = {
  dataDir: string;
  cacheDir: string;
  env: NodeJS.ProcessEnv;
  /** Progress for operators, in Dutch, one line at a time. */
  report: (line: string) => void;
};

/** One way to get a server program. */
export type Rung = {
  name: string;
  via: 'zoekpad' | 'cachemap' | 'opgehaald';
  /** Name of the data format: data that lies there is only ever opened by a rung of the same store. */
  store: string;
  /** The program's path, or undefined when this rung has nothing. May throw with the reason. */
  locate(): Promise<string | undefined>;
  start(binary: string): Promise<StartedServer>;
};

export type StartedServer = ServerProcess & { version: string };

/**
 * Tries the rungs from best to last resort; the first server that answers wins. Throws `no-embedded-server` (transient)
 * that lists every rung with its reason, and the command that mends it.
 */
export async function climb(
  server: string,
  rungs: readonly Rung[],
  mend: string,
): Promise<StartedServer & { rung: Rung }> {
  const tried: string[] = [];
  for (const rung of rungs) {
    try {
      const binary = await rung.locate();
      if (binary) return { ...(await rung.start(binary)), rung };
      tried.push(`  - ${rung.name}: niet aanwezig`);
    } catch (error) {
      tried.push(`  - ${rung.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw transient(
    'no-embedded-server',
    [`Er is geen ${server}-server te starten. Geprobeerd:`, ...tried, `Oplossing: ${mend}`].join('\n'),
    { facts: { server, rungs: rungs.length } },
  );
}
