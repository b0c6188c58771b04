import type { CircuitBoard } from './ports/circuit-board.ts';
import type { CircuitBreaker, CircuitState, CircuitStatus } from './ports/circuit-breaker.ts';
import type { Clock } from './ports/clock.ts';

export interface SharedCircuits {
  /** One line per system: the worst that any process of the installation says. Never fails. */
  status(): Promise<CircuitStatus[]>;
  /** Tells the other processes; to be repeated well within `BELIEVED_MS`. */
  publish(): Promise<void>;
}

export interface ShareCircuitsDeps {
  readonly own: readonly CircuitBreaker[];
  readonly board: CircuitBoard;
  /** Name of this process, unique in the installation. */
  readonly process: string;
  readonly clock: Clock;
}

const BELIEVED_MS = 30_000;
const RANK: Readonly<Record<CircuitState, number>> = { closed: 0, 'half-open': 1, open: 2 };

export function createSharedCircuits({ own, board, process, clock }: ShareCircuitsDeps): SharedCircuits {
  let hasSaid = false;
  return {
    async status() {
      const others = await board.read(clock.now(), BELIEVED_MS).catch(() => []);
      const worst = new Map(own.map((circuit) => [circuit.status().system, circuit.status()]));
      for (const said of others) {
        const known = worst.get(said.system);
        if (known === undefined || RANK[said.state] > RANK[known.state]) worst.set(said.system, said);
      }
      return [...worst.values()];
    },
    async publish() {
      const notClosed = own.map((circuit) => circuit.status()).filter(({ state }) => state !== 'closed');
      if (notClosed.length === 0 && !hasSaid) return;
      await board.publish(process, notClosed, clock.now());
      hasSaid = notClosed.length > 0;
    },
  };
}
