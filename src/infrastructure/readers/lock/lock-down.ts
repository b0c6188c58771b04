import type { ReaderRights } from '#application/ports/normalise-module.ts';
import { guardBuiltins } from './guard-builtins.ts';
import { takePowers } from './take-powers.ts';
import { allowThreads } from './threads.ts';

/**
 * Runs in every reader before anything else does (`--import`), and in each of its threads. Native code that a reader
 * needs is loaded first; from then on it has Node's pure parts, its own code and nothing else.
 *
 * This is the innermost of three walls: it keeps code of ours, of packages and code that a message got to run from the
 * network, from threads without this wall and from loading native code. Files and processes are refused by Node
 * (`--permission`), and where the kernel lets us there is nothing to reach outside (`own-namespaces.sh`).
 */
const rights = JSON.parse(process.argv[2] ?? '') as ReaderRights;
for (const addon of rights.addons) await import(addon);
allowThreads(rights);
guardBuiltins(rights);
takePowers(rights);
