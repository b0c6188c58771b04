/** What must be stopped again, in the reverse order; each part once, whoever asks first. */
export interface CleanUp {
  add(stop: () => Promise<void> | void): void;
  /** One part that fails does not keep the others running. */
  run(): Promise<void>;
}

export function createCleanUp(): CleanUp {
  const stops: (() => Promise<void> | void)[] = [];
  return {
    add: (stop) => void stops.push(stop),
    async run() {
      for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
        await Promise.resolve(stop()).catch(() => undefined);
      }
    },
  };
}
