import type { CircuitBreaker } from './ports/circuit-breaker.ts';
import type { MailSender } from './ports/mail-sender.ts';

/** The same sender with a circuit before each account; `verify` goes past it, because whoever asks wants to know now. */
export function guardMailSender(sender: MailSender, circuits: ReadonlyMap<string, CircuitBreaker>): MailSender {
  return {
    names: sender.names,
    addressOf: (naam) => sender.addressOf(naam),
    async send(mail) {
      const circuit = circuits.get(mail.van);
      await (circuit === undefined ? sender.send(mail) : circuit.run(() => sender.send(mail)));
    },
    verify: (naam) => sender.verify(naam),
    close: () => {
      sender.close();
    },
  };
}
