import { createRequire, isBuiltin, registerHooks } from 'node:module';
import type { ReaderRights } from '#application/ports/normalise-module.ts';

/** Parts of Node that compute and reach nothing outside the process. */
const PURE = [
  'assert',
  'buffer',
  'crypto',
  'events',
  'path',
  'path/posix',
  'path/win32',
  'perf_hooks',
  'process',
  'punycode',
  'querystring',
  'stream',
  'stream/promises',
  'stream/web',
  'string_decoder',
  'timers',
  'timers/promises',
  'url',
  'util',
  'util/types',
  'zlib',
];
const REFUSED = 'refused:';
const REFUSE = new URL('./refuse.ts', import.meta.url).href;
const THREADS = new URL('./threads.ts', import.meta.url).href;

/**
 * Whatever asks for a part of Node that is not named here or in the rights, by whichever road, gets one of the same
 * shape of which every function refuses: packages import more than they use.
 */
export function guardBuiltins({ builtins }: ReaderRights): void {
  const allowed = new Set<string>([...PURE, ...builtins]);
  const getBuiltin: (name: string) => object | undefined = process.getBuiltinModule.bind(process);
  registerHooks({
    resolve(specifier, context, next) {
      if (!isBuiltin(specifier)) return next(specifier, context);
      const name = specifier.replace(/^node:/, '');
      if (!allowed.has(name)) return { url: `${REFUSED}${name}`, format: 'module', shortCircuit: true };
      return name === 'worker_threads' ? { url: THREADS, shortCircuit: true } : next(specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith(REFUSED)) return next(url, context);
      return { format: 'module', source: refusing(getBuiltin(url.slice(REFUSED.length))), shortCircuit: true };
    },
  });
  const require = createRequire(import.meta.url);
  process.getBuiltinModule = (name: string) => (isBuiltin(name) ? (require(name) as never) : undefined);
}

/** Source of a module with the names of this one, all of which refuse. */
function refusing(builtin: object = {}): string {
  const names = Object.keys(builtin).filter((name) => /^[a-z_$][\w$]*$/i.test(name) && name !== 'default');
  const exported = ['default', ...names].map((name) => `refuse as ${name}`);
  return `import { refuse } from ${JSON.stringify(REFUSE)};\nexport { ${exported.join(', ')} };\n`;
}
