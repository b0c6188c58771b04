import type { Normalised } from '#domain/inbound-message/inbound-message.ts';

/** What crosses into the thread for one message. */
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
 * configuration, cloned into the thread. Failures are thrown.
 */
export interface NormaliseModule<Settings = unknown> {
  /** `progress` says that a step is over: from there on the unit's `stepMs` counts anew. */
  normalise(input: NormaliseInput, settings: Settings, progress: () => void): Promise<Normalised>;
}

/** How a channel wants its reader to be run. */
export interface NormaliseUnit {
  /** URL of `<name>.normalise.ts`. */
  readonly module: URL;
  readonly settings: unknown;
  /** Milliseconds for one message. */
  readonly timeoutMs: number;
  /** Milliseconds between two signs of progress, for a reader that gives them; `timeoutMs` unless given. */
  readonly stepMs?: number;
  /** Old-space limit of the thread, in megabytes. */
  readonly maxMemoryMb: number;
  /** Messages handed to a thread in one go while all is well. */
  readonly batchSize: number;
}
