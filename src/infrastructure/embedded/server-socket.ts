import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimPrivateFolder } from './private-folder.ts';

/** unix(7): a socket's path has 107 bytes on Linux, 103 on macOS. */
const LONGEST_PATH = 103;
/** What every reader of an address takes literally. */
const PLAIN = /^[\w./-]+$/;

/**
 * Where the queues' socket of this data folder is: in it, or in a short folder of this account's own when that path would
 * be too long or has characters that mean something in an address. Both are closed to other accounts.
 */
export function socketPath(dataDir: string, env: NodeJS.ProcessEnv): string {
  const inside = join(dataDir, 'redis', 'valkey.sock');
  if (isUsable(inside)) return inside;
  const place = [env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp'].find((one) => one && isUsable(shortPath(one, dataDir)));
  if (!place) throw new Error('geen map met een pad dat kort genoeg is voor een socket (XDG_RUNTIME_DIR)');
  const path = shortPath(place, dataDir);
  claimPrivateFolder(join(path, '..'));
  return path;
}

function shortPath(place: string, dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(place, `klantcontact-${name}`, 'valkey.sock');
}

const isUsable = (path: string) => path.startsWith('/') && PLAIN.test(path) && Buffer.byteLength(path) <= LONGEST_PATH;
