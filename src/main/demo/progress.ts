import { MultiBar, type SingleBar } from 'cli-progress';

/** How far each channel is. A terminal shows bars, anything else gets a line whenever a channel has moved. */
export interface Progress {
  update(name: string, done: number, total: number): void;
  end(): void;
}

const WIDTH = 10;

export function createProgress(say: (line: string) => void, isTerminal: boolean): Progress {
  return isTerminal ? barProgress() : lineProgress(say);
}

function lineProgress(say: (line: string) => void): Progress {
  const shown = new Map<string, number>();
  return {
    update(name, done, total) {
      if (shown.get(name) === done) return;
      shown.set(name, done);
      say(`  ${name.padEnd(WIDTH)} ${done} van ${total} klaar`);
    },
    end: () => undefined,
  };
}

function barProgress(): Progress {
  const bars = new Map<string, SingleBar>();
  const multi = new MultiBar({
    format: '  {naam} {bar} {value} van {total}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: false,
  });
  return {
    update(name, done, total) {
      const bar = bars.get(name) ?? multi.create(total, 0, { naam: name.padEnd(WIDTH) });
      bars.set(name, bar);
      bar.update(done);
    },
    end: () => multi.stop(),
  };
}
