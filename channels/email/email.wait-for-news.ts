import type { ImapFlow } from 'imapflow';
import { imapFailure } from './email.errors.ts';
import { withDeadline } from './email.imap-connection.ts';

export interface News {
  /** Resolves when the folder has more messages, when `milliseconds` have passed, or when the signal comes. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Listens from now on: what arrives while the caller is busy is not missed by the next `wait`. */
export function listenForNews(client: ImapFlow, commandMs: number): News {
  let arrived = false;
  let wake: () => void = () => undefined;
  client.on('exists', ({ count, prevCount }) => {
    if (count <= prevCount) return;
    arrived = true;
    wake();
  });
  client.on('close', () => {
    wake();
  });

  return {
    async wait(milliseconds, signal) {
      if (!arrived && client.usable && !signal.aborted) await idle(milliseconds, signal);
      const isNews = arrived;
      arrived = false;
      if (signal.aborted) return;
      if (!client.usable) throw imapFailure('imap-connection-lost');
      // Ends IDLE, and shows whether anyone is still there. With news the next command does both.
      if (!isNews) await withDeadline(client.noop(), commandMs);
    },
  };

  async function idle(milliseconds: number, signal: AbortSignal): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const stop = () => {
      wake();
    };
    signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(stop, milliseconds);
    if (client.capabilities.has('IDLE')) client.idle().catch(() => undefined);
    await woken;
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
