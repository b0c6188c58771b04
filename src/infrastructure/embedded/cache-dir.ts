import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where fetched server programs live: outside the clone, so that a second clone or `npm ci` fetches nothing again.
 * `INTAKE_CACHE_DIR` overrides it; otherwise the XDG base directory specification is followed.
 */
export function cacheDirFrom(env: NodeJS.ProcessEnv): string {
  const own = env['INTAKE_CACHE_DIR'];
  if (own) return own;
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'klantcontact-intake');
}
