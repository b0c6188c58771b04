import type { Normalised } from '#domain/inbound-message/inbound-message.ts';

/** What crosses into the reader for one message. */
export interface NormaliseInput {
  readonly uuid: string;
  readonly key: string;
  readonly receivedAt: Date;
  readonly envelope: Readonly<Record<string, unknown>>;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly raw: Uint8Array;
  /** A person said that this is registered, whatever the rules that set messages aside make of it. */
  readonly registerAnyway?: true;
}

/**
 * What a channel's `<name>.normalise.ts` exports: pure but for CPU. `settings` is the channel's plain part of the
 * configuration, cloned into the reader. Failures are thrown.
 */
export interface NormaliseModule<Settings = unknown> {
  /** `progress` says that a step is over: from there on the unit's `stepMs` counts anew. */
  normalise(input: NormaliseInput, settings: Settings, progress: () => void): Promise<Normalised>;
}

/** What a reader may use beside its own code, its memory and the parts of Node that only compute. */
export interface ReaderRights {
  /** Packages with native code: loaded before the first message; nothing native can be loaded after that. */
  readonly addons: readonly string[];
  /** URLs of the files that may run in a thread. */
  readonly threads: readonly string[];
  /** Parts of Node by which packages find files of their own, and their threads. Of `fs`, reading its own code is all that works. */
  readonly builtins: readonly ('fs' | 'fs/promises' | 'module' | 'worker_threads')[];
  readonly wasm: boolean;
}

/** What a reader of texts needs. */
export const NO_RIGHTS: ReaderRights = { addons: [], threads: [], builtins: [], wasm: false };

/** How a channel wants its reader to be run. */
export interface NormaliseUnit {
  /** URL of `<name>.normalise.ts`. Beside what all readers share, the code in its folder is all that it can read. */
  readonly module: URL;
  readonly settings: unknown;
  readonly rights: ReaderRights;
  /** Milliseconds for one message. */
  readonly timeoutMs: number;
  /** Milliseconds between two signs of progress, for a reader that gives them; `timeoutMs` unless given. */
  readonly stepMs?: number;
  /** Old-space limit of the reader, in megabytes. */
  readonly maxMemoryMb: number;
  /** Messages handed to the reader in one go while all is well. */
  readonly batchSize: number;
}
