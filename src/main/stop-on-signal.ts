import type { Program } from './start-program.ts';

/** Whoever stops us (systemd, Docker, Kubernetes) kills after about this long, in milliseconds. */
const WITHIN_MS = 30_000;

/**
 * The first signal stops in order and ends with exit code 0; the second ends at once, with 1. Also while the program is
 * still starting: then it stops as soon as it stands. What takes longer than thirty seconds is cut off, with 1: nothing
 * that was accepted is lost by that.
 */
export function stopOnSignal(starting: Promise<Pick<Program, 'stop'>>, say: (line: string) => void): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      say('Stoppen: bronnen dicht, lopend werk wordt afgemaakt ...');
      setTimeout(() => {
        say(`Niet alles is binnen ${WITHIN_MS / 1_000} seconden gestopt; de rest gaat verder bij de volgende start.`);
        process.exit(1);
      }, WITHIN_MS).unref();
      // A start that fails says so itself and ends the process with its own code.
      starting
        .then((program) => program.stop())
        .then(
          () => process.exit(0),
          () => undefined,
        );
    });
  }
}
