/** What a reader may not reach, all of it really there. */
export interface Targets {
  /** Files with something in them that is nobody's business. */
  readonly files: readonly string[];
  readonly folder: string;
  /** A path at which nothing is, in a folder that anybody may write to. */
  readonly newFile: string;
  /** Ports of this machine at which somebody listens. */
  readonly ports: readonly number[];
  readonly udpPort: number;
  readonly unixSocket: string;
  /** Of the program. */
  readonly pid: number;
  /** A file that may be read, with native code in it. */
  readonly addon: string;
  /** Whether the reader needs WebAssembly. */
  readonly wasm: boolean;
}

/** What came of each attempt, by its name: `refused`, or what it got. */
export type Attempts = Readonly<Record<string, string>>;
